/** Leads to a feed, which a browser offers to store or hands to a reader of feeds. */
export function FeedLink({ href, of }: { href: string; of: string }) {
  return (
    <a href={href} type="application/atom+xml" className="link">
      Follow {of} as a feed (Atom)
    </a>
  )
}
