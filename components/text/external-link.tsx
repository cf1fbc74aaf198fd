/** A link to another site. Only http(s) URLs become links: a claim's source is user-written text. */
export function ExternalLink({ href, children }: { href: string; children: React.ReactNode }) {
  if (!/^https?:\/\//i.test(href)) return <span>{children}</span>
  return (
    <a href={href} rel="noopener nofollow" className="link">
      {children}
    </a>
  )
}
