/** A titled section. The heading's id makes it a landmark and a link target. */
export function Section({
  id,
  title,
  intro,
  children,
  className = '',
}: {
  id: string
  title: string
  intro?: React.ReactNode
  children: React.ReactNode
  className?: string
}) {
  return (
    <section aria-labelledby={id} className={`mt-14 min-w-0 ${className}`}>
      <h2 id={id} className="text-2xl leading-snug">
        {title}
      </h2>
      {intro && <p className="mt-2 max-w-prose leading-7 text-muted">{intro}</p>}
      <div className="mt-5">{children}</div>
    </section>
  )
}
