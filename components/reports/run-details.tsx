import { Link } from '@/components/site/link'
import { DemoMark } from '@/components/status/demo-mark'
import { Fact, Facts } from '@/components/text/facts'
import { count, moment, parameters, plural } from '@/components/text/format'
import { CommitLink } from '@/components/text/commit-link'
import { protocolPath, type VerifierFacts } from '@/lib/protocol'
import type { ReportRecord } from '@/lib/reports/schema'

/** What the numbers depend on: protocol, checkpoint, tokenizer, corpora, verifier and machine. */
export function RunDetails({ record: { report } }: { record: ReportRecord }) {
  const { protocol, checkpoint, tokenizer, verifier } = report
  return (
    <div className="grid gap-x-16 md:grid-cols-2">
      <Facts>
        <Fact name="Protocol">
          <Link href="/docs/protocol" className="link">
            {protocol.id}
          </Link>
          ,{' '}
          <a href={protocolPath(protocol.sha256)} className="link">
            as JSON
          </a>
          , SHA-256 of its canonical form <Hash text={protocol.sha256} />
        </Fact>
        <Fact name="Model">
          <Link href={`/models/${checkpoint.repo}`} className="link">
            {checkpoint.repo}
          </Link>
          <DemoMark repo={checkpoint.repo} /> at <CommitLink repo={checkpoint.repo} commit={checkpoint.commit} />
        </Fact>
        <Fact name="Shape">
          {checkpoint.family}, {checkpoint.layers} layers, hidden {count(checkpoint.hidden_size)}, intermediate{' '}
          {count(checkpoint.intermediate_size)}, {parameters(checkpoint.parameters)} parameters, {checkpoint.dtype}
        </Fact>
        <Fact name="Tokenizer">
          <Hash text={tokenizer.sha256} />{' '}
          {tokenizer.adds_bos ? `adds BOS ${tokenizer.bos_token_id ?? ''}` : 'adds no BOS'}
        </Fact>
      </Facts>
      <Facts>
        {report.perplexity.map((run) => (
          <Fact key={run.grade} name={`Grade ${run.grade}`}>
            {run.windows} × {count(run.window_tokens)} tokens of {run.corpus.id}, revision {run.corpus.revision}{' '}
            <Hash text={run.corpus.sha256} />
          </Fact>
        ))}
        <Fact name="Verifier">
          {[
            verifier.version,
            verifier.engine,
            ...packagesOf(verifier),
            `Node ${verifier.node}`,
            verifier.number_format,
          ].join(', ')}
        </Fact>
        <Fact name="Machine">
          {verifier.cpu}, {plural(verifier.threads, 'thread')}
          {verifier.device !== undefined && `, computed on ${verifier.device}`}
        </Fact>
        <Fact name="Time">
          {moment(report.started_at)} to {moment(report.finished_at)}
        </Fact>
      </Facts>
    </div>
  )
}

const packagesOf = ({ packages = {} }: VerifierFacts) =>
  Object.entries(packages).map(([name, version]) => `${name} ${version}`)

function Hash({ text }: { text: string }) {
  return <code className="font-mono text-[0.75rem] text-muted wrap-anywhere">{text}</code>
}
