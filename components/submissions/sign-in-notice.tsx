import { Notice } from '@/components/site/notice'

/** Says before anybody fills in the form that it cannot be submitted, and why. */
export function SignInNotice({ reason }: { reason: string }) {
  return (
    <div className="mt-6 max-w-2xl">
      <Notice title="You cannot submit from here">{reason}</Notice>
    </div>
  )
}
