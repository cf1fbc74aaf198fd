import { Breakable } from './coordinate'
import { CopyButton } from './copy-button'

interface CodeBlockProps {
  readonly code: string
  /** What is copied, for the button's name. */
  readonly what: string
  /** What the code is written in, as a fence of Markdown says it. */
  readonly language?: string
}

/** A code block with a copy button. Code of several lines scrolls, since lines that wrap are misread; a single line wraps, and so does JSON, whose sentences are long. */
export function CodeBlock({ code, what, language }: CodeBlockProps) {
  const several = code.includes('\n')
  return (
    <div className="flex items-start gap-4 border-l-2 border-rule bg-wash px-4 py-3">
      <pre
        tabIndex={0}
        className={`min-w-0 grow scroll-hint on-wash overflow-x-auto font-mono text-[0.8125rem] leading-6 ${several && language !== 'json' ? 'whitespace-pre' : 'whitespace-pre-wrap'}`}
      >
        <code className={language && `language-${language}`}>{several ? code : <Breakable text={code} />}</code>
      </pre>
      <CopyButton text={code} what={what} />
    </div>
  )
}
