import { Link } from '@/components/site/link'
import { Notice } from '@/components/site/notice'

interface RefusalNoticeProps {
  readonly title: string
  readonly refusal: { readonly code: string; readonly message: string }
  /** The page to return to after signing in. */
  readonly to: string
}

/** Says before anybody fills in a form that it cannot be sent, why, and where to sign in if that helps. */
export function RefusalNotice({ title, refusal: { code, message }, to }: RefusalNoticeProps) {
  return (
    <div className="mt-6 max-w-2xl">
      <Notice title={title}>
        {message}{' '}
        {code !== 'read-only' && (
          <Link href={`/sign-in?${new URLSearchParams({ to })}`} className="link">
            Sign in
          </Link>
        )}
      </Notice>
    </div>
  )
}
