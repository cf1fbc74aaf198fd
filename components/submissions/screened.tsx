import { keyOf } from '@/lib/coordinates/key'
import { Coordinate } from '@/components/text/coordinate'
import { Fact, Facts } from '@/components/text/facts'
import { DemoMark } from '@/components/status/demo-mark'
import { count, exact, short } from '@/components/text/format'
import type { ScreenedCoordinate, SubmissionRecord } from '@/lib/submissions/schema'
import { Link } from '@/components/site/link'

/** What the checkpoint holds: value, shape, dtype and both readings of every coordinate. */
export function Screened({ submission }: { submission: SubmissionRecord }) {
  return (
    <div className="space-y-6">
      <Facts>
        <Fact name="Model">
          {submission.screened?.length ? (
            <Link href={`/models/${submission.repo}`} className="link">
              {submission.repo}
            </Link>
          ) : (
            submission.repo
          )}
          <DemoMark repo={submission.repo} />
        </Fact>
        <Fact name="Commit" absent={submission.missing['commit'] ?? 'not pinned yet'}>
          {submission.commit && (
            <code className="font-mono text-[0.875rem]" title={submission.commit}>
              {short(submission.commit)}
            </code>
          )}
        </Fact>
        <Fact name="Family" absent={submission.missing['family'] ?? 'not read yet'}>
          {submission.family}
        </Fact>
        {submission.claimed_value !== null && <Fact name="Value given">{exact(submission.claimed_value)}</Fact>}
      </Facts>
      {submission.screened
        ? submission.screened.map((one) => <Found key={keyOf(one)} one={one} />)
        : submission.kind === 'claim' && <AsTyped submission={submission} />}
    </div>
  )
}

function Found({ one }: { one: ScreenedCoordinate }) {
  return (
    <Facts>
      <Fact name="As stored">
        <Coordinate tensor={one.tensor} row={one.row} col={one.col} className="text-[0.875rem]" />
      </Fact>
      <Fact name="Meaning">
        layer {one.layer}
        {one.expert !== null && `, expert ${one.expert}`}, from input neuron {one.input_neuron} to output channel{' '}
        {one.output_channel}
      </Fact>
      <Fact name="Value">
        {exact(one.value)} <span className="text-muted">(bits {one.bits})</span>
      </Fact>
      <Fact name="Tensor">
        {count(one.shape[0])} × {count(one.shape[1])}, {one.dtype}
      </Fact>
      {one.weight && (
        <Fact name="Record">
          <Link href={`/weights/${one.weight}`} className="link tabular">
            {one.weight}
          </Link>
        </Fact>
      )}
    </Facts>
  )
}

function AsTyped({ submission }: { submission: SubmissionRecord }) {
  return (
    <Facts>
      <Fact name="As typed">
        {submission.coordinates.map((coordinate) => (
          <code key={coordinate} className="block font-mono text-[0.875rem] wrap-anywhere">
            {coordinate}
          </code>
        ))}
      </Fact>
      <Fact name="Value" absent={submission.missing['screened'] ?? 'The checkpoint has not been read yet.'} />
    </Facts>
  )
}
