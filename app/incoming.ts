import { headers } from 'next/headers'

/** The request behind a page or a form action, as far as Next exposes it: its headers. */
export async function incoming(): Promise<Request> {
  return new Request('http://unknown.invalid', { headers: await headers() })
}
