import { Link } from '@/components/site/link'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { CommitLink } from '@/components/text/commit-link'
import { Breakable } from '@/components/text/coordinate'
import { exact, plural } from '@/components/text/format'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import {
  type ComparedWeight,
  type DescendantRecord,
  type DescendantsRecord,
  type DescendantValue,
  REFRESH_DAYS,
} from '@/lib/descendants/schema'
import { percent } from '@/lib/keep/comparison'
import { ReadAgain } from './read-again'

/**
 * What the models made from one store at its verified coordinates: a row for each model, a column for each coordinate.
 * @param only the weights of the record whose page shows it; all when absent
 */
export function Descendants({ known, only }: { known: DescendantsRecord; only?: readonly string[] }) {
  const weights = known.weights.filter(({ weight }) => only === undefined || only.includes(weight))
  if (weights.length === 0) return null
  return (
    <Section
      id="descendants"
      title="In models made from it"
      intro="What the models that name this one as their base store at its verified coordinates. The values are read there, not measured."
    >
      <Progress known={known} />
      {known.items.length > 0 && <Matrix known={known} weights={weights} />}
      <ReadAgain repo={known.repo} inProgress={isInProgress(known)} />
    </Section>
  )
}

const isInProgress = ({ lookup }: DescendantsRecord) => lookup?.state === 'waiting' || lookup?.state === 'running'

function Progress({ known: { lookup, items } }: { known: DescendantsRecord }) {
  return (
    <p className="mb-5 max-w-prose text-note text-muted">
      {lookup === null ? (
        'They have not been read yet; that begins by itself within minutes.'
      ) : (
        <State lookup={lookup} />
      )}{' '}
      {lookup?.state === 'done' &&
        items.length === 0 &&
        'The Hub lists no model made from it that has weights of its own.'}
    </p>
  )
}

function State({ lookup }: { lookup: NonNullable<DescendantsRecord['lookup']> }) {
  const { state, to_read: toRead, read, passed_over: passedOver, more, reason, finished_at: finishedAt } = lookup
  switch (state) {
    case 'waiting':
      return 'They are about to be read.'
    case 'running':
      return (
        <>
          They are being read: {read} of {toRead} so far.
          <progress className="mt-2 block w-full max-w-xs accent-accent" value={read} max={Math.max(1, toRead)}>
            {read} of {toRead}
          </progress>
        </>
      )
    case 'failed':
      return `They could not be read: ${reason ?? ''}`
    case 'done':
      return (
        <>
          Read {finishedAt && <Time at={finishedAt} />}, and again every {REFRESH_DAYS} days.
          {more && ` Only the ${toRead} most downloaded.`}
          {passedOver > 0 &&
            ` ${plural(passedOver, 'adapter or quantised upload', 'adapters and quantised uploads')} left out: they hold no weight to compare.`}
        </>
      )
  }
}

function Matrix({ known, weights }: { known: DescendantsRecord; weights: readonly ComparedWeight[] }) {
  return (
    <Table
      stacked
      caption="Those that changed most first."
      head={
        <>
          <Th>Model</Th>
          {weights.map((weight) => (
            <Th key={weight.weight}>
              <Link href={`/weights/${weight.weight}`} className="link tabular whitespace-nowrap">
                {labelOf(weight)}
              </Link>
              <span className="block font-normal">here {exact(weight.value)}</span>
            </Th>
          ))}
        </>
      }
    >
      {known.items.map((item) => (
        <Row key={item.repo} item={item} weights={weights} />
      ))}
    </Table>
  )
}

const labelOf = ({ layer, row, col }: ComparedWeight) => `layer ${layer} [${row}, ${col}]`

function Row({ item, weights }: { item: DescendantRecord; weights: readonly ComparedWeight[] }) {
  return (
    <Tr>
      <RowHead>
        <Link href={`/models/${item.repo}`} className="link">
          <Breakable text={item.repo} />
        </Link>
        {item.commit !== null && (
          <span className="block text-note font-normal text-muted">
            <CommitLink repo={item.repo} commit={item.commit} />
          </span>
        )}
      </RowHead>
      {weights.map((weight) => (
        <Td key={weight.weight} label={labelOf(weight)}>
          <Cell item={item} value={item.values.find((value) => value.weight === weight.weight)} />
        </Td>
      ))}
    </Tr>
  )
}

function Cell({ item: { reason }, value }: { item: DescendantRecord; value: DescendantValue | undefined }) {
  if (value === undefined)
    return (
      <span className="text-muted">
        cannot be compared
        {reason !== null && <span className="block max-w-sm text-note wrap-anywhere">{reason.text}</span>}
      </span>
    )
  return (
    <>
      <span className={value.compared === 'same-bits' ? '' : 'font-semibold'}>{wordsOf(value)}</span>
      <span className="tabular block text-note text-muted">{exact(value.value)}</span>
      <span className="block text-note text-muted">
        {value.verified ? 'verified there, too' : 'not verified there'}
      </span>
    </>
  )
}

function wordsOf({ compared, change, dtype }: DescendantValue): string {
  switch (compared) {
    case 'same-bits':
      return 'same bits'
    case 'same-value':
      return `same value, as ${dtype}`
    case 'gone':
      return 'gone'
    case 'drifted':
      return change === null ? 'changed' : percent(change)
  }
}
