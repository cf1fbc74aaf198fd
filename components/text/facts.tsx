/** A list of named facts: names in their own column on wide screens, above their values on narrow ones. */
export function Facts({ children }: { children: React.ReactNode }) {
  return <dl className="text-[0.9375rem] leading-6">{children}</dl>
}

/** One fact. `absent` says why there is no value; missing values are never hidden. */
export function Fact({
  name,
  children,
  absent,
}: {
  name: string
  children?: React.ReactNode
  absent?: string | undefined
}) {
  return (
    <div className="grid gap-x-6 border-t border-rule py-2 first:border-t-0 first:pt-0 sm:grid-cols-[var(--name,7.5rem)_minmax(0,1fr)]">
      <dt className="text-muted">{name}</dt>
      <dd className="tabular min-w-0 wrap-break-word">
        {children ?? <span className="text-muted">{absent ?? 'not known'}</span>}
      </dd>
    </div>
  )
}
