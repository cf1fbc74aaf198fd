/** A browser that only follows redirects, keeps cookies and sends forms: enough to sign in at a provider. */
export class BrowserOfForms {
  readonly #cookies = new Map<string, string>()

  /** Asks until an answer is no redirect, or leads to an address that begins with `until`. */
  async open(address: string, init: RequestInit = {}, until?: string): Promise<{ url: string; html: string }> {
    let url = address
    for (let request = init; ; request = {}) {
      if (until !== undefined && url.startsWith(until)) return { url, html: '' }
      const response = await fetch(url, {
        ...request,
        redirect: 'manual',
        headers: { ...request.headers, cookie: [...this.#cookies.values()].join('; ') },
      })
      for (const cookie of response.headers.getSetCookie())
        this.#cookies.set(cookie.split('=')[0] ?? '', cookie.split(';')[0] ?? '')
      const location = response.headers.get('location')
      if (location === null) return { url, html: await response.text() }
      url = new URL(location, url).href
    }
  }

  /** Sends the first form of a page, with these fields beside its hidden ones. */
  send({ url, html }: { url: string; html: string }, fields: Record<string, string>, until?: string) {
    const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1] ?? ''
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    )
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields })
    return this.open(new URL(action, url).href, { method: 'POST', body }, until)
  }
}
