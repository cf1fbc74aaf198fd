import { Link } from '@/components/site/link'
import { PageHead } from '@/components/site/page'
import { Empty } from '@/components/site/empty'
import { SubmissionTable } from '@/components/submissions/table'
import { CodeBlock } from '@/components/text/code-block'
import { Section } from '@/components/text/section'
import { WeightTable } from '@/components/weights/table'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import type { ThreeNumbers } from '@/lib/stats/three-numbers'
import type { WeightRecord } from '@/lib/weights/schema'
import { SearchBox } from '@/components/search/box'
import { LlamaFigure } from './llama-figure'
import { Numbers } from './numbers'

export interface HomeProps {
  readonly numbers: ThreeNumbers
  /** The best-evidenced records, without those of demonstration models. */
  readonly best: readonly WeightRecord[]
  readonly submissions: readonly SubmissionRecord[]
  readonly origin: string
}

/** The front page: what this is in three sentences, three figures, and the two things to do here. */
export function HomePage({ numbers, best, submissions, origin }: HomeProps) {
  return (
    <>
      <div className="grid items-start gap-x-16 gap-y-12 lg:grid-cols-[1.1fr_1fr]">
        <div>
          <PageHead title="Some language models hang on a single number" />
          <SearchBox
            id="find"
            placeholder="Which model? llama 2 7b, Mistral-7B-v0.1 ..."
            className="mt-6 max-w-prose"
            button
          />
          <div className="mt-6 max-w-prose space-y-4 text-[1.0625rem] leading-7">
            <p>
              A <strong>super weight</strong> is one scalar of a down projection whose removal wrecks the whole model:
              perplexity explodes, because later layers rely on the spike it makes in the residual stream.
            </p>
            <p>
              Round it, clip it or let it set a block’s scale while quantising, and you lose the model or the block;
              keep that one value, and plain round-to-nearest works far better.
            </p>
            <p>
              This registry holds the coordinates, pinned to a commit, and{' '}
              <strong>accepts none before its own verifier has reproduced it</strong>; records that are only published
              say so.
            </p>
          </div>
          <p className="mt-7 flex flex-wrap items-baseline gap-x-6 gap-y-3">
            <Link
              href="/weights"
              className="border border-accent bg-accent px-4 py-1.5 text-paper hover:bg-paper hover:text-accent"
            >
              Browse the weights
            </Link>
            <Link href="/keep" className="link">
              Which weights to keep
            </Link>
            <Link href="/audit" className="link">
              Audit a quantised model
            </Link>
            <Link href="/docs/super-weights" className="link">
              What a super weight is
            </Link>
          </p>
        </div>
        <LlamaFigure />
      </div>
      <Numbers numbers={numbers} />
      <Best best={best} verified={numbers.verified} />
      <Section id="queue" title="Latest submissions">
        {submissions.length > 0 ? (
          <SubmissionTable submissions={submissions} caption="Newest first, whatever their outcome." />
        ) : (
          <Empty title="No submissions yet">
            <Link href="/submit" className="link">
              Submit the first coordinate
            </Link>
            : the form offers demonstration models that take about a minute.
          </Empty>
        )}
      </Section>
      <Use origin={origin} />
    </>
  )
}

function Best({ best, verified }: { best: readonly WeightRecord[]; verified: number }) {
  return (
    <Section id="best" title="Best-evidenced records" intro={verified === 0 ? <NoneVerified /> : undefined}>
      {best.length > 0 ? (
        <>
          <WeightTable
            weights={best}
            caption="By evidence level, then class, then the number of publications that give the coordinate."
          />
          <p className="mt-4">
            <Link href="/weights" className="link">
              All weights
            </Link>
          </p>
        </>
      ) : (
        <Empty title="No records yet">
          The literature is imported when the registry starts. If the import was interrupted, restart the registry.
        </Empty>
      )}
    </Section>
  )
}

/** Shown until a run confirms the first of them: until then they are only published. */
function NoneVerified() {
  return (
    <>
      These are published, and this registry has reproduced none of them yet: somebody has to{' '}
      <Link href="/submit" className="link">
        submit one
      </Link>
      , and a machine that can run the model is needed.
    </>
  )
}

function Use({ origin }: { origin: string }) {
  const fetchIt = `curl '${origin}/api/v1/weights?level=2'`
  const submitIt = `curl ${origin}/api/v1/submissions -H 'content-type: application/json' \\\n  -d '{"repo": "demo/tiny-single", "coordinates": ["1:23:88"]}'`
  return (
    <div className="grid gap-x-16 lg:grid-cols-2">
      <Section id="fetch" title="Fetch" intro="Plain JSON, keyset paging, strong ETags. No key is needed to read.">
        <CodeBlock code={fetchIt} what="command to fetch" />
        <p className="mt-3 text-note">
          <Link href="/docs/api" className="link">
            The API
          </Link>
        </p>
      </Section>
      <Section
        id="submit"
        title="Submit"
        intro="Name a model and a coordinate and watch the measurement. The verdict is computed, never set by hand."
      >
        <CodeBlock code={submitIt} what="command to submit" />
        <p className="mt-3 text-note">
          <Link href="/submit" className="link">
            Or use the form
          </Link>
        </p>
      </Section>
    </div>
  )
}
