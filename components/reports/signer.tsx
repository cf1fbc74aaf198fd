import { Link } from '@/components/site/link'

/** The person behind a signature, or that they have left. */
export function Signer({ account }: { account: string | null }) {
  if (account === null) return <>Somebody who has left</>
  return (
    <Link href={`/people/${account}`} className="link">
      {account}
    </Link>
  )
}
