import { Mark } from '@/components/status/mark'
import { Table, RowHead, Td, Th, Tr } from '@/components/table/table'
import type { Check, CheckId } from '@/lib/protocol'

/** The question of each check. */
const QUESTIONS: Readonly<Record<CheckId, string>> = {
  value: 'Is the stored number the claimed one?',
  spike: 'Does it make a spike?',
  attribution: 'Does this weight make the spike?',
  persistence: 'Does the spike stay in the residual stream?',
  suppression: 'Does removing the weight remove the spike?',
  baseline: 'Is the intact model healthy?',
  controls: 'Do other large weights do nothing?',
  damage: 'Does removing it wreck the model?',
  needed: 'Is each member needed?',
  minimal: 'Does it take more than one of them?',
}

/** The questions of checks that judge a set as a whole. */
const QUESTIONS_OF_SETS: Readonly<Partial<Record<CheckId, string>>> = {
  damage: 'Does removing all of them wreck the model?',
}

/** The verdict as a checklist: question, measured, expected. Names distinguish the members of a set. */
export function ChecksTable({ checks, members }: { checks: readonly Check[]; members: readonly string[] }) {
  const failed = checks.filter((c) => !c.passed).length
  const caption = failed === 0 ? `All ${checks.length} checks passed.` : `${failed} of ${checks.length} checks failed.`
  return (
    <Table
      stacked
      caption={caption}
      head={
        <>
          <Th>Check</Th>
          <Th>Result</Th>
          <Th>Measured</Th>
          <Th>Expected</Th>
        </>
      }
    >
      {checks.map((check, i) => (
        <CheckRow
          key={i}
          check={check}
          question={(members.length > 1 ? QUESTIONS_OF_SETS[check.id] : undefined) ?? QUESTIONS[check.id]}
          member={members.length > 1 && check.member !== null ? (members[check.member] ?? null) : null}
        />
      ))}
    </Table>
  )
}

function CheckRow({ check, question, member }: { check: Check; question: string; member: string | null }) {
  return (
    <Tr>
      <RowHead>
        <span className="font-semibold">{check.id}</span>
        <span className="block text-note text-muted">{question}</span>
        {member && <span className="block font-mono text-note text-muted">{member}</span>}
      </RowHead>
      <Td label="Result">
        <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
          <Mark kind={check.passed ? 'yes' : 'no'} className="translate-y-0.5" />
          {check.passed ? 'passed' : <strong className="text-accent">failed</strong>}
        </span>
      </Td>
      <Td label="Measured">{check.measured}</Td>
      <Td label="Expected">
        <span className="text-muted">{check.expected}</span>
      </Td>
    </Tr>
  )
}
