import { CodeBlock } from '@/components/text/code-block'
import { ExternalLink } from '@/components/text/external-link'
import { Section } from '@/components/text/section'
import { protocolPath, REPORT_SCHEMA_PATH, rerunCommand, type Report } from '@/lib/protocol'
import type { ReportRecord } from '@/lib/reports/schema'

/** How to reproduce a report: measure again, or recompute the verdict from its numbers. */
export function RunAgain({ record, origin }: { record: ReportRecord; origin: string }) {
  return (
    <>
      <Section id="again" title="Run it again" intro={<SameNumbers />}>
        <RerunCommand report={record.report} />
      </Section>
      <Section
        id="check"
        title="Check it"
        intro="The verdict follows from this report alone: no model is read. The command also checks that the report matches its SHA-256."
      >
        <CodeBlock
          code={`curl -o report.json ${origin}/api/v1/reports/${record.sha256}\nnpx superweights check report.json`}
          what="commands to check it"
        />
        <Documents record={record} />
      </Section>
    </>
  )
}

/** The command that measures a report's claim again. */
export function RerunCommand({ report }: { report: Report }) {
  return <CodeBlock code={rerunCommand(report).join(' \\\n  ')} what="command to run it again" />
}

/** What to expect from a rerun. */
export function SameNumbers() {
  return (
    <>
      Run it in a checkout of the registry. On the same processor, with the same versions of Node.js and onnxruntime, it
      reproduces this report to the last digit; elsewhere the last digits may differ.
    </>
  )
}

function Documents({ record }: { record: ReportRecord }) {
  const { protocol } = record.report
  return (
    <ul className="mt-4 space-y-1">
      <li>
        <a href={`/api/v1/reports/${record.sha256}`} className="link">
          The whole report as JSON
        </a>
        , with every window’s loss. Its name is the SHA-256 of the canonical JSON of its member{' '}
        <code className="font-mono text-[0.875rem]">report</code> (
        <ExternalLink href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</ExternalLink>, JSON Canonicalization
        Scheme).
      </li>
      <li>
        <a href={protocolPath(protocol.sha256)} className="link">
          The protocol {protocol.id} as JSON
        </a>
        : prompts, cut-offs, windows and seeds. It is sent in canonical form, so its bytes have the SHA-256 that the
        report names.
      </li>
      <li>
        <a href={REPORT_SCHEMA_PATH} className="link">
          The JSON Schema of reports
        </a>
      </li>
    </ul>
  )
}
