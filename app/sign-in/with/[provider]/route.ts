import { SIGN_IN_PATH } from '@/lib/accounts/sign-in/names'
import { beginSignIn } from '@/lib/accounts/sign-in/begin'
import { localPath } from '@/lib/accounts/sign-in/local-path'
import { AppError } from '@/lib/errors/app-error'
import { guardedForAnyone } from '@/lib/http/guard'
import { leavingPage } from '@/components/accounts/leaving-page'

/**
 * Sends the browser to a provider. Not as a redirect: browsers apply the page's `form-action` to where a form's answer redirects, and the provider may redirect
 * anywhere. What follows is in the address: a body is not read, however long.
 */
export async function POST(request: Request, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { provider } = await params
  try {
    return await guardedForAnyone(request, async () => {
      const to = localPath(new URL(request.url).searchParams.get('to'))
      const { url, name, cookies } = await beginSignIn(provider, to, request.headers)
      const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      for (const cookie of cookies) headers.append('set-cookie', cookie)
      return new Response(leavingPage(url, name), { headers })
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const query = new URLSearchParams({ error: error.code })
    return new Response(null, { status: 303, headers: { location: `${SIGN_IN_PATH}?${query}` } })
  }
}
