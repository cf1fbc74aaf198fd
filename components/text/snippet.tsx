import { Breakable } from './coordinate'
import { CopyButton } from './copy-button'

/** A named line of code with a copy button. Long lines wrap, so that they can be read too. */
export function Snippet({ name, text, children }: { name: string; text: string; children?: React.ReactNode }) {
  return (
    <div className="border-t border-rule py-2.5 first:border-t-0 first:pt-0">
      <dt className="flex items-baseline justify-between gap-4 text-note text-muted">
        {name}
        <CopyButton text={text} what={name} />
      </dt>
      <dd className="mt-0.5">
        <code className="font-mono text-[0.8125rem] leading-5 wrap-anywhere">
          <Breakable text={text} />
        </code>
        {children}
      </dd>
    </div>
  )
}
