import { ChecksTable } from '@/components/reports/checks-table'
import type { SubmissionRecord } from '@/lib/submissions/schema'

/** The verdict on a claim: its summary and every check. */
export function VerdictSection({ submission: { verdict, screened } }: { submission: SubmissionRecord }) {
  if (!verdict) return null
  return (
    <section aria-labelledby="verdict" className="mt-14">
      <h2 id="verdict" className="text-2xl">
        Verdict
      </h2>
      <p className="mt-2 mb-5 text-[1.0625rem]">{verdict.summary}</p>
      <ChecksTable
        checks={verdict.checks}
        members={screened?.map((one) => `layer ${one.layer} [${one.row}, ${one.col}]`) ?? []}
      />
    </section>
  )
}
