/** The main landmark of a page. */
export function Page({ children }: { children: React.ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-page px-5 pt-8 outline-none sm:px-8 sm:pt-12">
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
