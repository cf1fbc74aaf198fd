import { Mark } from '@/components/status/mark'
import { Table, RowHead, Td, Th, Tr } from '@/components/table/table'
import type { Check } from '@/lib/protocol'
import { checkFacts, type CheckId } from '@/lib/protocol/check-table'

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
          question={questionOf(check.id, members.length > 1)}
          member={members.length > 1 && check.member !== null ? (members[check.member] ?? null) : null}
        />
      ))}
    </Table>
  )
}

function questionOf(id: CheckId, isSet: boolean): string {
  const { question, questionOfSets } = checkFacts(id)
  return isSet ? (questionOfSets ?? question) : question
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
