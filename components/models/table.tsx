import { Link } from '@/components/site/link'
import { DemoMark } from '@/components/status/demo-mark'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import { parameters, plural } from '@/components/text/format'
import { MAX_SUMMARY_LAYERS, type ModelSummary } from '@/lib/models/schema'

/** Models and what is known about each. */
export function ModelTable({ models, caption }: { models: readonly ModelSummary[]; caption: string }) {
  return (
    <Table
      stacked
      caption={caption}
      head={
        <>
          <Th>Model</Th>
          <Th>Records</Th>
          <Th>Verified here</Th>
          <Th>Layers</Th>
          <Th>Checkpoint read</Th>
        </>
      }
    >
      {models.map((model) => (
        <ModelRow key={model.repo} model={model} />
      ))}
    </Table>
  )
}

function ModelRow({ model }: { model: ModelSummary }) {
  const { checkpoint, layers, verified_count: verified } = model
  return (
    <Tr>
      <RowHead>
        <Link href={`/models/${model.repo}`} className="link">
          <Breakable text={model.repo} />
        </Link>
        <DemoMark repo={model.repo} />
        {model.display_name && <span className="block text-note text-muted">{model.display_name}</span>}
      </RowHead>
      <Td label="Records">
        {plural(model.weight_count, 'weight')}
        {model.set_count > 0 && <span className="block text-note text-muted">{plural(model.set_count, 'set')}</span>}
      </Td>
      <Td label="Verified">{verified > 0 ? verified : <span className="text-muted">none yet</span>}</Td>
      <Td label="Layers">
        {layers.join(', ')}
        {layers.length === MAX_SUMMARY_LAYERS && ', …'}
      </Td>
      <Td label="Checkpoint">
        {checkpoint ? (
          `${checkpoint.family}, ${parameters(checkpoint.parameters)} parameters`
        ) : (
          <span className="text-muted">not read</span>
        )}
      </Td>
    </Tr>
  )
}
