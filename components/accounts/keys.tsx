import { QUIET_BUTTON } from '@/components/form/controls'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import type { KeyRecord } from '@/lib/accounts/keys/schema'
import type { KeyState } from './form-state'
import { KeyForm } from './key-form'

interface KeysProps {
  readonly keys: readonly KeyRecord[]
  readonly make: (state: KeyState, data: FormData) => Promise<KeyState>
  readonly revoke: (data: FormData) => Promise<void>
}

/** Keys with which programs act for the account. */
export function Keys({ keys, make, revoke }: KeysProps) {
  return (
    <Section
      id="keys"
      title="Keys for programs"
      intro={
        <>
          A program that sends a key in the header <Code>Authorization: Bearer sw_…</Code> acts for you, as far as its
          scopes allow. The command <Code>superweights login</Code> makes one for a terminal.
        </>
      }
    >
      {keys.length > 0 && (
        <Table
          stacked
          caption="Newest first. Only the beginning of a key is kept."
          head={
            <>
              <Th>Name</Th>
              <Th>Begins with</Th>
              <Th>May</Th>
              <Th>Last used</Th>
              <Th>State</Th>
            </>
          }
        >
          {keys.map((key) => (
            <Tr key={key.id}>
              <RowHead>{key.name}</RowHead>
              <Td label="Begins with">
                <code className="font-mono text-[0.8125rem]">{key.start}…</code>
              </Td>
              <Td label="May">{key.scopes.join(', ')}</Td>
              <Td label="Last used">{key.last_used_at === null ? 'never' : <Time at={key.last_used_at} />}</Td>
              <Td label="State">
                <State record={key} revoke={revoke} />
              </Td>
            </Tr>
          ))}
        </Table>
      )}
      <KeyForm action={make} />
    </Section>
  )
}

const Code = ({ children }: { children: string }) => (
  <code className="font-mono text-[0.8125rem] whitespace-nowrap">{children}</code>
)

function State({ record, revoke }: { record: KeyRecord; revoke: KeysProps['revoke'] }) {
  const { id, name, revoked_at, expires_at } = record
  if (revoked_at !== null)
    return (
      <>
        revoked <Time at={revoked_at} />
      </>
    )
  if (expires_at !== null && new Date(expires_at) <= new Date())
    return (
      <>
        expired <Time at={expires_at} />
      </>
    )
  return (
    <form action={revoke} className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <span>
        valid
        {expires_at !== null && (
          <>
            {' '}
            until <Time at={expires_at} />
          </>
        )}
      </span>
      <input type="hidden" name="id" value={id} />
      <button type="submit" className={`${QUIET_BUTTON} py-0.5`} aria-label={`Revoke ${name}`}>
        Revoke
      </button>
    </form>
  )
}
