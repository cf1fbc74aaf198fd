import { Link } from '@/components/site/link'
import { Mark, type MarkKind } from '@/components/status/mark'
import { Breakable } from '@/components/text/coordinate'
import { exact, parameters, plural, short } from '@/components/text/format'
import type { CheckpointHead, DryRun } from '@/lib/intake/dry-run-schema'
import { addressOfForm, type Fields } from './fields'

const TITLES: Readonly<Record<DryRun['outcome'], readonly [MarkKind, string]>> = {
  queued: ['yes', 'This could be submitted'],
  known: ['yes', 'This was submitted before'],
  invalid: ['no', 'The checkpoint contradicts this'],
  blocked: ['no', 'This registry cannot read the checkpoint'],
  waiting: ['open', 'It would be stored and read later'],
}

/** What sending the form with these fields would do, and what was read. Nothing was stored. */
export function Checked({ result, fields }: { result: DryRun; fields: Fields }) {
  const [mark, title] = TITLES[result.outcome]
  return (
    <section aria-labelledby="checked" role="status" className="border-l-2 border-edge bg-wash px-4 py-3">
      <h2 id="checked" className="flex items-baseline gap-2 text-[1.0625rem]">
        <Mark kind={mark} className="translate-y-0.5" />
        {title}
      </h2>
      <p className="mt-1 text-[0.9375rem] leading-6 wrap-anywhere">
        {result.text}{' '}
        {result.submission !== null && (
          <Link href={`/submissions/${result.submission}`} className="link">
            See {result.submission}
          </Link>
        )}
        {result.code !== null && (
          <Link href={`/errors/${result.code}`} className="link">
            What to do
          </Link>
        )}
      </p>
      {result.suggestions.map((repo) => (
        <p key={repo} className="wrap-anywhere">
          <Link href={addressOfForm({ ...fields, repo })} prefetch={false} className="link">
            Use {repo}
          </Link>
        </p>
      ))}
      {result.checkpoint && <Head of={result.checkpoint} />}
      <p className="mt-2 text-note text-muted">Checked only: nothing was stored.</p>
    </section>
  )
}

/** What the registry read of a checkpoint. */
export function Head({ of }: { of: CheckpointHead }) {
  const facts = [
    of.family,
    plural(of.layers, 'layer'),
    `hidden size ${of.hidden_size}, intermediate ${of.intermediate_size}`,
    ...(of.parameters > 0 ? [`${parameters(of.parameters)} parameters`] : []),
    ...(of.coordinates[0] ? [of.coordinates[0].dtype] : []),
    of.gated ? 'gated' : 'not gated',
  ]
  return (
    <div className="mt-2 text-[0.9375rem] leading-6">
      <p className="wrap-anywhere">
        <span className="text-muted">Read:</span> {of.repo} at{' '}
        <code className="font-mono text-[0.8125rem]">{short(of.commit)}</code>: {facts.join(', ')}.
      </p>
      <ul>
        {of.coordinates.map(({ tensor, row, col, shape, value, dtype }) => (
          <li key={`${tensor} ${row} ${col}`} className="mt-1">
            <code className="font-mono text-[0.8125rem] wrap-anywhere">
              <Breakable text={`${tensor}[${row}, ${col}]`} />
            </code>{' '}
            = <span className="tabular font-semibold">{exact(value)}</span>{' '}
            <span className="text-note text-muted">
              {dtype}, of {shape[0]} × {shape[1]}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
