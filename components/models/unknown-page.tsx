import { Link } from '@/components/site/link'
import { KeptWeights } from '@/components/keep/model'
import { QUIET_BUTTON } from '@/components/form/controls'
import { PageHead } from '@/components/site/page'
import { DemoMark } from '@/components/status/demo-mark'
import { CommitLink } from '@/components/text/commit-link'
import { ExternalLink } from '@/components/text/external-link'
import { Fact, Facts } from '@/components/text/facts'
import { parameters } from '@/components/text/format'
import { hubPage } from '@/components/text/hub-url'
import { Section } from '@/components/text/section'
import { Snippet } from '@/components/text/snippet'
import type { KeepAnswer } from '@/lib/keep/answers/schema'
import { auditPage } from './audit-page'

/** A repo of the Hub without a record here: what it is, what to keep of it, and what can be done next. */
export function UnknownModelPage({ answer }: { answer: KeepAnswer }) {
  const { repo } = answer
  return (
    <>
      <UnknownHead repo={repo}>No coordinate of this model is on record.</UnknownHead>
      <Section id="keep" title="Which weights to keep" intro={answer.summary}>
        <KeptWeights answer={answer} tool={null} />
      </Section>
      <Section id="what" title="What it is">
        <WhatItIs answer={answer} />
      </Section>
      <NextSteps answer={answer} />
    </>
  )
}

/** A repo that is no checkpoint that can be read: what it is, and the model that it was made from. */
export function RefusedModelPage({
  repo,
  cause,
  text,
  base,
}: {
  repo: string
  cause: string
  text: string
  base: string | null
}) {
  const audit = auditPage(repo, cause)
  return (
    <>
      <UnknownHead repo={repo}>Its weights cannot be read here.</UnknownHead>
      <Section id="what" title="What it is">
        <p className="max-w-prose">
          {text}{' '}
          {cause !== '' && (
            <Link href={`/errors/${cause}`} className="link">
              More about this
            </Link>
          )}
        </p>
      </Section>
      {(base !== null || audit !== null) && (
        <Section id="next" title="What to look at instead">
          <ul className="space-y-2">
            {base !== null && (
              <li>
                <Link href={`/models/${base}`} className="link">
                  {base}
                </Link>
                , the model that it was made from, and{' '}
                <Link href={`/keep?${new URLSearchParams({ repo: base })}`} className="link">
                  which of its weights to keep
                </Link>
              </li>
            )}
            {audit !== null && (
              <li>
                <Link href={audit} className="link">
                  What became of the known super weights in this quantised model
                </Link>
              </li>
            )}
          </ul>
        </Section>
      )}
    </>
  )
}

/** Nobody can say now what it is. */
export function UnreadModelPage({ repo, text }: { repo: string; text: string }) {
  return (
    <UnknownHead repo={repo}>
      No coordinate of this model is on record, and what it is could not be read just now: {text}
    </UnknownHead>
  )
}

function UnknownHead({ repo, children }: { repo: string; children: React.ReactNode }) {
  const hub = hubPage(repo)
  return (
    <PageHead
      title={
        <span className="wrap-break-word">
          {repo}
          <DemoMark repo={repo} />
        </span>
      }
    >
      <p>
        {children} {hub && <ExternalLink href={hub}>Model card on the Hub</ExternalLink>}
      </p>
    </PageHead>
  )
}

function WhatItIs({ answer }: { answer: KeepAnswer }) {
  const { repo, commit, gated, family, layers, parameters: count, made_from: bases } = answer
  return (
    <Facts>
      <Fact name="Family">{family}</Fact>
      <Fact name="Layers">{layers}</Fact>
      <Fact name="Parameters">{count === null ? null : parameters(count)}</Fact>
      <Fact name="Commit">{commit === null ? null : <CommitLink repo={repo} commit={commit} />}</Fact>
      {gated && <Fact name="Access">gated: its owner decides who may read its files on the Hub</Fact>}
      <Fact name="Made from" absent="it names no model">
        {bases.length === 0 ? null : bases.map((base, i) => <Base key={base} base={base} first={i === 0} />)}
      </Fact>
    </Facts>
  )
}

function Base({ base, first }: { base: string; first: boolean }) {
  return (
    <>
      {!first && ', '}
      <Link href={`/models/${base}`} className="link">
        {base}
      </Link>
    </>
  )
}

function NextSteps({ answer: { repo, find } }: { answer: KeepAnswer }) {
  const submit = `/submit?${new URLSearchParams({ repo })}`
  return (
    <Section
      id="next"
      title="Look for super weights in it"
      intro="The registry can search the model: its worker looks for spikes, removes the weights that make them, and measures the damage."
    >
      <p className="flex flex-wrap items-baseline gap-x-6 gap-y-3">
        <Link href={submit} className={QUIET_BUTTON}>
          Find them for me
        </Link>
        <Link href={submit} className="link">
          Submit a coordinate that you know
        </Link>
      </p>
      <dl className="mt-6 max-w-3xl">
        <Snippet name="Search it yourself" text={find} />
      </dl>
    </Section>
  )
}
