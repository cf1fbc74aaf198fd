import { Link } from '@/components/site/link'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { CommitLink } from '@/components/text/commit-link'
import { Coordinate } from '@/components/text/coordinate'
import { exact, readable } from '@/components/text/format'
import { Section } from '@/components/text/section'
import { Snippet } from '@/components/text/snippet'
import type { Audit, AuditedFile, AuditedWeight } from '@/lib/audit/schema'
import { Ratios } from './ratios'

/** What became of each known super weight, file by file. */
export function AuditResult({ audit }: { audit: Audit }) {
  const { repo, commit, base, files, other_files: others } = audit
  return (
    <>
      <p className="max-w-prose text-[1.0625rem]">{summaryOf(files)}</p>
      <p className="mt-2 max-w-prose text-muted">
        Read at commit <CommitLink repo={repo} commit={commit} />. Quantised from{' '}
        <Link href={`/models/${base}`} className="link">
          {base}
        </Link>
        . Values are dequantised exactly as the form’s own code does. A kept super weight does not make a good file: it
        says nothing about the other weights.
      </p>
      <div className="mt-8 max-w-3xl">
        <Ratios files={files} />
      </div>
      {files.map((file) => (
        <Section key={file.file ?? ''} id={idOf(file.file)} title={file.file ?? 'Weights'}>
          {file.problem === null ? <Weights file={file} /> : <p className="text-muted">{file.problem}</p>}
        </Section>
      ))}
      {others.length > 0 && <Others repo={repo} files={others} />}
      <dl className="mt-8 max-w-3xl">
        <Snippet name="Check it yourself" text={`npx superweights audit ${repo} --base ${base}`} />
      </dl>
    </>
  )
}

const idOf = (file: string | null) => (file ?? 'weights').replace(/[^\w-]+/g, '-')

const HARMED = new Set(['weakened', 'crushed', 'enlarged'])

function summaryOf(files: readonly AuditedFile[]): string {
  const weights = files.flatMap((file) => file.weights)
  const harmed = weights.filter(({ verdict }) => HARMED.has(verdict))
  const compared = weights.filter(({ verdict }) => verdict !== 'not-compared')
  if (compared.length === 0) return 'None of the known super weights could be compared.'
  if (harmed.length === 0) return 'Every known super weight that could be compared survived quantising.'
  return `${harmed.length} of ${compared.length} known super weights did not survive quantising.`
}

function Weights({ file: { file, weights } }: { file: AuditedFile }) {
  return (
    <Table
      stacked
      hideCaption
      caption={`The weights of ${file ?? 'the checkpoint'}`}
      head={
        <>
          <Th>Weight</Th>
          <Th right>Original</Th>
          <Th right>Here</Th>
          <Th>Verdict</Th>
          <Th>Stored as</Th>
        </>
      }
    >
      {weights.map((weight) => (
        <Tr key={`${weight.tensor} ${weight.row} ${weight.col}`}>
          <RowHead>
            <Coordinate tensor={weight.tensor} row={weight.row} col={weight.col} className="block text-[0.875rem]" />
            <RecordOf weight={weight} />
          </RowHead>
          <Td right label="Original">
            {weight.original === null ? <span className="text-muted">not known</span> : exact(weight.original)}
          </Td>
          <Td right label="Here">
            {weight.value === null ? <span className="text-muted">not read</span> : exact(weight.value)}
            {weight.ratio !== null && <span className="block text-note text-muted">{percent(weight.ratio)}</span>}
          </Td>
          <Td label="Verdict">
            <strong className={HARMED.has(weight.verdict) ? 'text-accent' : ''}>
              {weight.verdict.replace('-', ' ')}
            </strong>
            {weight.verdict === 'not-compared' && (
              <span className="block max-w-md text-note text-muted">{weight.why}</span>
            )}
          </Td>
          <Td label="Stored as">
            <StoredAs weight={weight} />
          </Td>
        </Tr>
      ))}
    </Table>
  )
}

const percent = (ratio: number) =>
  ratio === 1 ? 'the same' : `${ratio > 1 ? '+' : '−'}${readable(Math.abs(ratio - 1) * 100)} %`

function RecordOf({ weight: { record, verified } }: { weight: AuditedWeight }) {
  if (record === null) return null
  return (
    <span className="block text-note text-muted">
      <Link href={`/weights/${record}`} className="link">
        {record}
      </Link>
      , {verified ? 'verified in the base model' : 'published, not verified here'}
    </span>
  )
}

function StoredAs({ weight: { form, rank, group, steps } }: { weight: AuditedWeight }) {
  if (form === null) return <span className="text-muted">not read</span>
  return (
    <>
      {form}
      <span className="block text-note text-muted">
        {rank !== null && group !== null && group > 1 && `number ${rank} of the ${group} that share its scale`}
        {steps !== null && `; the original is ${readable(steps)} steps`}
      </span>
    </>
  )
}

function Others({ repo, files }: { repo: string; files: readonly string[] }) {
  return (
    <Section id="others" title="Other files">
      <ul className="space-y-1">
        {files.map((file) => (
          <li key={file}>
            <Link href={`/audit?${new URLSearchParams({ repo, file })}`} className="link wrap-anywhere">
              {file}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
