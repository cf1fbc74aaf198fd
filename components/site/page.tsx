/** The main landmark of a page, below where it is (`Breadcrumbs`). */
export function Page({
  where,
  copy,
  children,
}: {
  where?: React.ReactNode
  /** What the page is about, as text: the key `c` copies it. */
  copy?: string | undefined
  children: React.ReactNode
}) {
  return (
    <main
      id="main"
      data-copy={copy}
      tabIndex={-1}
      className="mx-auto w-full max-w-page px-5 pt-4 outline-none sm:px-8 sm:pt-6"
    >
      {where}
      {children}
    </main>
  )
}

/** A page's title and introduction. */
export function PageHead({
  kicker,
  title,
  children,
}: {
  kicker?: React.ReactNode
  title: React.ReactNode
  children?: React.ReactNode
}) {
  return (
    <header>
      {kicker && <p className="mb-2 text-note text-muted">{kicker}</p>}
      <h1 className="text-[2.125rem] leading-[1.15] sm:text-[2.625rem]">{title}</h1>
      {children && <div className="mt-4 max-w-prose text-[1.0625rem] leading-7 text-muted">{children}</div>}
    </header>
  )
}
