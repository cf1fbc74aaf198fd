import { headers } from 'next/headers'

/** The request that a page or a form's action answers, as far as Next tells it: its headers. */
export async function incoming(): Promise<Request> {
  return new Request('http://unknown.invalid', { headers: await headers() })
}
