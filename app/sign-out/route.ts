import { canSignIn } from '@/lib/accounts/providers'
import { signInLibrary } from '@/lib/accounts/sign-in/load'
import { assertSameOrigin } from '@/lib/http/same-origin'

/** Ends the session of the browser that asks. */
export async function POST(request: Request): Promise<Response> {
  assertSameOrigin(request)
  const headers = new Headers({ location: '/', 'cache-control': 'no-store' })
  if (canSignIn()) {
    const ended = await (await signInLibrary()).api.signOut({ headers: request.headers, returnHeaders: true })
    for (const cookie of ended.headers.getSetCookie()) headers.append('set-cookie', cookie)
  }
  return new Response(null, { status: 303, headers })
}
