import { canSignIn } from '@/lib/accounts/providers'
import { signInLibrary } from '@/lib/accounts/sign-in/load'
import { SIGN_IN_PATH } from '@/lib/accounts/sign-in/names'
import { siteOrigin } from '@/lib/arrival/own-host'

/** The way back from a provider. */
export async function GET(request: Request): Promise<Response> {
  if (!canSignIn()) return new Response(null, { status: 303, headers: { location: SIGN_IN_PATH } })
  const { pathname, search } = new URL(request.url)
  // The library knows the site by its own origin, whatever this process is asked as.
  return (await signInLibrary()).handler(new Request(siteOrigin() + pathname + search, { headers: request.headers }))
}
