import { QUIET_BUTTON } from '@/components/form/controls'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Link } from '@/components/site/link'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import type { OwnSigningKey } from '@/lib/accounts/signing/schema'

interface SigningKeysProps {
  readonly keys: readonly OwnSigningKey[]
  readonly revoke: (data: FormData) => Promise<void>
}

/** Keys with which the account signs reports; nothing where there is none, as only a terminal makes them. */
export function SigningKeys({ keys, revoke }: SigningKeysProps) {
  if (keys.length === 0) return null
  return (
    <Section
      id="signing-keys"
      title="Keys that you sign with"
      intro={
        <>
          With these you sign reports of your own. The private half is on your machine; the public half is on your page,
          for everybody to check.{' '}
          <Link href="/docs/verify-yourself#reproduce-a-record" className="link">
            How a record is reproduced
          </Link>
          .
        </>
      }
    >
      <Table
        stacked
        caption="Newest first. What a key signed before it was revoked stays valid."
        head={
          <>
            <Th>Name</Th>
            <Th>Fingerprint</Th>
            <Th>Made</Th>
            <Th>Last used</Th>
            <Th>State</Th>
          </>
        }
      >
        {keys.map((key) => (
          <Tr key={key.fingerprint}>
            <RowHead>{key.name}</RowHead>
            <Td label="Fingerprint">
              <code className="font-mono text-[0.8125rem]">{key.fingerprint.slice(0, 12)}</code>
            </Td>
            <Td label="Made">
              <Time at={key.created_at} />
            </Td>
            <Td label="Last used">{key.last_used_at === null ? 'never' : <Time at={key.last_used_at} />}</Td>
            <Td label="State">
              <State record={key} revoke={revoke} />
            </Td>
          </Tr>
        ))}
      </Table>
    </Section>
  )
}

function State({ record, revoke }: { record: OwnSigningKey; revoke: SigningKeysProps['revoke'] }) {
  if (record.revoked_at !== null)
    return (
      <>
        revoked <Time at={record.revoked_at} />
      </>
    )
  return (
    <form action={revoke} className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <span>valid</span>
      <input type="hidden" name="fingerprint" value={record.fingerprint} />
      <button
        type="submit"
        className={`${QUIET_BUTTON} py-0.5`}
        aria-label={`Revoke the signing key ${record.fingerprint.slice(0, 12)}`}
      >
        Revoke
      </button>
    </form>
  )
}
