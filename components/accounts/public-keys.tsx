import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Link } from '@/components/site/link'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import type { SigningKeyRecord } from '@/lib/accounts/signing/schema'

/** Keys with which a person signs reports, so that anybody can check a signature; nothing where there is none. */
export function PublicKeys({ keys }: { keys: readonly SigningKeyRecord[] }) {
  if (keys.length === 0) return null
  return (
    <Section
      id="signing-keys"
      title="Signing keys"
      intro={
        <>
          Reports that this person ran are signed with these.{' '}
          <Link href="/docs/verify-yourself#reproduce-a-record" className="link">
            How to check a signature
          </Link>
          .
        </>
      }
    >
      <Table
        stacked
        caption="Newest first. A key is named by the SHA-256 of its public half."
        head={
          <>
            <Th>Fingerprint</Th>
            <Th>Public half (Ed25519)</Th>
            <Th>Since</Th>
            <Th>State</Th>
          </>
        }
      >
        {keys.map(({ fingerprint, public_key: publicKey, created_at: since, revoked_at: until }) => (
          <Tr key={fingerprint}>
            <RowHead>
              <code className="font-mono text-[0.8125rem]">{fingerprint.slice(0, 12)}</code>
            </RowHead>
            <Td label="Public half">
              <code className="font-mono text-[0.8125rem] wrap-anywhere">{publicKey}</code>
            </Td>
            <Td label="Since">
              <Time at={since} />
            </Td>
            <Td label="State">
              {until === null ? (
                'valid'
              ) : (
                <>
                  revoked <Time at={until} />
                </>
              )}
            </Td>
          </Tr>
        ))}
      </Table>
    </Section>
  )
}
