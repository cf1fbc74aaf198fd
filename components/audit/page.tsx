import { Link } from '@/components/site/link'
import { QUIET_BUTTON } from '@/components/form/controls'
import { SearchField } from '@/components/form/search-field'
import { Empty } from '@/components/site/empty'
import { PageHead } from '@/components/site/page'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Section } from '@/components/text/section'
import { AUDIT_VERDICTS, VERDICT_WORDS } from '@/lib/audit/verdict'
import type { AuditAnswer } from '@/lib/audits/answer'
import { RoundingCurve } from './curve'
import { AuditResult } from './result'

/** What was asked for, and what came of it. */
export type Asked =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wrong'; readonly why: string }
  | { readonly kind: 'answered'; readonly answer: AuditAnswer }

interface AuditPageProps {
  readonly repo: string
  readonly base: string
  readonly asked: Asked
}

/** What became of the known super weights in a quantised upload. */
export function AuditPage({ repo, base, asked }: AuditPageProps) {
  return (
    <>
      <PageHead title="Audit a quantised model">
        <p>
          Name a quantised upload: of each known super weight of the model it was made from, this page reads the one
          block that holds it, and says what is left of it. Nothing else is downloaded.
        </p>
      </PageHead>
      <form
        method="get"
        action="/audit"
        role="search"
        aria-label="Find a quantised model"
        className="mt-8 flex flex-wrap items-end gap-x-4 gap-y-3 print:hidden"
      >
        <SearchField
          name="repo"
          label="Quantised model"
          value={repo}
          placeholder="owner/model-GGUF"
          className="w-full max-w-sm"
        />
        <SearchField
          name="base"
          label="Made from, if it does not say so"
          value={base}
          placeholder="owner/model"
          className="w-full max-w-sm"
        />
        <button type="submit" className={QUIET_BUTTON}>
          Audit
        </button>
      </form>
      <div data-answer className="mt-10">
        <Reply asked={asked} />
      </div>
      <Rule />
    </>
  )
}

function Reply({ asked }: { asked: Asked }) {
  if (asked.kind === 'nothing')
    return (
      <p className="max-w-prose text-muted">
        GGUF, GPTQ, AWQ, bitsandbytes, FP8, compressed-tensors, MLX and MXFP4 are read. A file on your own machine:{' '}
        <code>npx superweights audit model.gguf</code>
      </p>
    )
  if (asked.kind === 'wrong') return <Empty title="There is no answer">{asked.why}</Empty>
  const { answer } = asked
  if (answer.kind === 'audited') return <AuditResult audit={answer.audit} />
  if (answer.kind === 'no-base')
    return (
      <Empty title={`Nothing says what ${answer.head.repo} was made from`}>
        Neither its tags nor its card nor its files name a model. Name it in the second field.
      </Empty>
    )
  return (
    <Empty title={`No super weight of ${answer.base} is known`}>
      {answer.why}{' '}
      <Link href={`/models/${answer.base}`} className="link">
        What is known of it
      </Link>
    </Empty>
  )
}

function Rule() {
  return (
    <Section
      id="rule"
      title="The rule"
      intro="By the stored value divided by the original. It follows one measurement; a kept super weight does not make a good file. Blocks that are scaled by their largest value keep it, since it sets the scale; clipping crushes it."
    >
      <div className="grid items-start gap-x-14 gap-y-10 lg:grid-cols-2">
        <Table
          hideCaption
          caption="Verdicts"
          head={
            <>
              <Th>Verdict</Th>
              <Th>Stored value</Th>
            </>
          }
        >
          {AUDIT_VERDICTS.map((verdict) => (
            <Tr key={verdict}>
              <RowHead>{verdict.replace('-', ' ')}</RowHead>
              <Td>
                {VERDICT_WORDS[verdict]}
                {verdict === 'not-compared' &&
                  ', where scales were folded into the norms (AWQ, SmoothQuant) or the residual stream was rotated (QuaRot, SpinQuant): the norms beside it then differ from the base model’s'}
              </Td>
            </Tr>
          ))}
        </Table>
        <RoundingCurve />
      </div>
    </Section>
  )
}
