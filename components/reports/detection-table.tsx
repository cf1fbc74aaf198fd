import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { readable } from '@/components/text/format'
import { protocolOf, type DetectionRun, type Report } from '@/lib/protocol'

/** What detection found for each prompt, with and without BOS. A round that finds nothing ends the search. */
export function DetectionTable({
  report: { detection, protocol },
}: {
  report: Pick<Report, 'detection' | 'protocol'>
}) {
  const { prompts } = protocolOf(protocol.sha256).detection
  return (
    <Table
      stacked
      caption="A late echo does not persist in the residual stream, so it is not a candidate."
      head={
        <>
          <Th>Prompt</Th>
          <Th>BOS</Th>
          <Th>Found, round by round</Th>
        </>
      }
    >
      {detection.map((run) => (
        <Tr key={`${run.prompt}-${run.bos}`}>
          <RowHead>“{prompts[run.prompt]}”</RowHead>
          <Td label="BOS">{run.bos === 'own' ? 'as the tokenizer' : 'toggled'}</Td>
          <Td label="Found">
            <Rounds run={run} />
          </Td>
        </Tr>
      ))}
    </Table>
  )
}

function Rounds({ run }: { run: DetectionRun }) {
  const rounds = run.rounds
    .map((round, i) => ({ number: i + 1, found: round.found }))
    .filter((round) => round.found.length > 0)
  if (rounds.length === 0) return <span className="text-muted">nothing</span>
  return (
    <ol className="tabular">
      {rounds.map((round) => (
        <li key={round.number}>
          <span className="text-muted">{round.number}.</span>{' '}
          {round.found.map((f, i) => (
            <span key={i}>
              {i > 0 && '; '}
              layer {f.layer} [{f.row}, {f.col}], y = {readable(f.output)}
              {f.late_echo && <span className="text-muted"> (late echo)</span>}
            </span>
          ))}
        </li>
      ))}
    </ol>
  )
}
