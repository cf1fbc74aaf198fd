/** A link that leaves the site. Only web addresses become links: a claim's source is text that somebody typed. */
export function ExternalLink({ href, children }: { href: string; children: React.ReactNode }) {
  if (!/^https?:\/\//i.test(href)) return <span>{children}</span>
  return (
    <a href={href} rel="noopener nofollow" className="link">
      {children}
    </a>
  )
}
