import { Link } from '@/components/site/link'
import { RatioText } from '@/components/reports/ratio-text'
import { Signer } from '@/components/reports/signer'
import { Mark } from '@/components/status/mark'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { CodeBlock } from '@/components/text/code-block'
import { short } from '@/components/text/format'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import type { Outcome } from '@/lib/protocol'
import type { ReportRecord } from '@/lib/reports/schema'
import type { SignedRun } from '@/lib/reports/signed-runs'

interface ReproductionsProps {
  /** `SW-000001` */
  readonly record: string
  /** The run of this registry. */
  readonly own: ReportRecord
  readonly runs: readonly SignedRun[]
}

/** Runs of others beside this registry's own, and how to add one. */
export function Reproductions({ record, own, runs }: ReproductionsProps) {
  return (
    <Section
      id="reproductions"
      title="Reproductions"
      intro={
        <>
          Anybody may measure this again, by this verifier or another one, and sign the report.{' '}
          <Link href="/docs/verify-yourself#reproduce-a-record" className="link">
            What a signature says, and what not
          </Link>
          .
        </>
      }
    >
      {runs.length > 0 && <Runs own={own} runs={runs} />}
      <div className="mt-4">
        <CodeBlock code={`npx superweights verify ${record} --submit`} what="command to reproduce it" />
      </div>
    </Section>
  )
}

function Runs({ own, runs }: Pick<ReproductionsProps, 'own' | 'runs'>) {
  return (
    <Table
      stacked
      caption="This registry’s own run first. R is edited perplexity over intact, with its 95 % interval."
      head={
        <>
          <Th>Who</Th>
          <Th>When</Th>
          <Th>With</Th>
          <Th>Damage R</Th>
          <Th>Outcome</Th>
        </>
      }
    >
      <Row run={own} who="This registry" outcome={own.verdict.accepted ? 'confirmed it' : 'did not confirm it'} />
      {runs.map((run) => (
        <Row key={run.sha256} run={run} who={<Who run={run} />} outcome={<OutcomeMark run={run} />} />
      ))}
    </Table>
  )
}

interface RowProps {
  readonly run: ReportRecord
  readonly who: React.ReactNode
  readonly outcome: React.ReactNode
}

function Row({ run: { sha256, filed_at, report, verdict }, who, outcome }: RowProps) {
  const { engine, cpu, device = 'cpu' } = report.verifier
  return (
    <Tr>
      <RowHead>
        {who}
        <span className="block text-note font-normal">
          report{' '}
          <Link href={`/reports/${sha256}`} className="link font-mono">
            {short(sha256)}
          </Link>
        </span>
      </RowHead>
      <Td label="When">
        <Time at={filed_at} />
      </Td>
      <Td label="With">
        {engine}
        <span className="block text-note text-muted">
          {cpu}, {device}
        </span>
      </Td>
      <Td label="Damage R">
        <RatioText value={verdict.damage} />
      </Td>
      <Td label="Outcome">{outcome}</Td>
    </Tr>
  )
}

function Who({ run: { reproduction } }: { run: SignedRun }) {
  return (
    <>
      <Signer account={reproduction.account} />
      <span className="block text-note font-normal text-muted">key {reproduction.key.fingerprint.slice(0, 12)}</span>
    </>
  )
}

const WORDS: Readonly<Record<Outcome, string>> = {
  agrees: 'agrees',
  disagrees: 'disagrees',
  'not-comparable': 'confirms it on other windows',
}

function OutcomeMark({ run: { reproduction, outcome } }: { run: SignedRun }) {
  if (reproduction.withdrawn) return <>taken back: {reproduction.withdrawn.reason}</>
  if (outcome === null) return <>of another claim with it</>
  return (
    <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
      <Mark kind={outcome === 'disagrees' ? 'no' : 'yes'} className="translate-y-0.5" />
      {WORDS[outcome]}
    </span>
  )
}
