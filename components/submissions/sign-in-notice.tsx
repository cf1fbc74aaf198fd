import Link from 'next/link'
import { Notice } from '@/components/site/notice'

/** Says before anybody fills in the form that it cannot be submitted, why, and where to sign in. */
export function SignInNotice({ reason }: { reason: string }) {
  return (
    <div className="mt-6 max-w-2xl">
      <Notice title="You cannot submit from here">
        {reason}{' '}
        <Link href="/sign-in?to=/submit" className="link">
          Sign in
        </Link>
      </Notice>
    </div>
  )
}
