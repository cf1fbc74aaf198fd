/** Paths within the site that people are taken to after signing in; anything else is another site's. */
const LONGEST = 2_000

/** The path to go on at: what was asked for where it is one of this site, else the account. */
export function localPath(asked: string | null | undefined): string {
  const base = 'http://site.invalid'
  if (!asked?.startsWith('/') || asked.length > LONGEST || !URL.canParse(asked, base)) return '/account'
  const url = new URL(asked, base)
  return url.origin === base && !asked.startsWith('//') && !asked.includes('\\')
    ? url.pathname + url.search
    : '/account'
}
