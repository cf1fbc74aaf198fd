import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { count, parameters } from '@/components/text/format'
import { Time } from '@/components/text/time'
import { CommitLink } from '@/components/text/commit-link'
import type { ModelRecord } from '@/lib/models/schema'

/** The commits this registry has read: headers and single values, never whole models. */
export function Checkpoints({ model }: { model: ModelRecord }) {
  if (model.checkpoints.length === 0)
    return (
      <p className="text-muted">
        {model.missing['checkpoints'] ?? 'None: this model is only known from the literature, which names no commit.'}
      </p>
    )
  return (
    <Table
      stacked
      caption="Latest first. Sizes are read from the checkpoint itself."
      head={
        <>
          <Th>Commit</Th>
          <Th>Family</Th>
          <Th>Layers</Th>
          <Th>Hidden, intermediate</Th>
          <Th>Parameters</Th>
          <Th>Read</Th>
        </>
      }
    >
      {model.checkpoints.map((checkpoint) => (
        <Tr key={checkpoint.commit}>
          <RowHead>
            <CommitLink repo={model.repo} commit={checkpoint.commit} />
          </RowHead>
          <Td label="Family">
            {checkpoint.family}
            {checkpoint.gated && <span className="block text-note text-muted">gated</span>}
          </Td>
          <Td label="Layers">{checkpoint.layers}</Td>
          <Td label="Sizes">
            {count(checkpoint.hidden_size)}, {count(checkpoint.intermediate_size)}
          </Td>
          <Td label="Parameters">
            {parameters(checkpoint.parameters)} {checkpoint.dtype}
          </Td>
          <Td label="Read">
            <Time at={checkpoint.read_at} />
          </Td>
        </Tr>
      ))}
    </Table>
  )
}
