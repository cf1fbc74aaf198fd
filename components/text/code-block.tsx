import { CopyButton } from './copy-button'

interface CodeBlockProps {
  readonly code: string
  /** What is copied, for the button's name. */
  readonly what: string
  /** What the code is written in, as a fence of Markdown says it. */
  readonly language?: string
}

/** A code block with a copy button. Lines wrap, so that nothing is hidden. */
export function CodeBlock({ code, what, language }: CodeBlockProps) {
  return (
    <div className="flex items-start gap-4 border-l-2 border-rule bg-wash px-4 py-3">
      <pre className="min-w-0 grow font-mono text-[0.8125rem] leading-6 whitespace-pre-wrap wrap-anywhere">
        <code className={language && `language-${language}`}>{code}</code>
      </pre>
      <CopyButton text={code} what={what} />
    </div>
  )
}
