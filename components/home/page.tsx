import Link from 'next/link'
import { PageHead } from '@/components/site/page'
import { Empty } from '@/components/site/empty'
import { SubmissionTable } from '@/components/submissions/table'
import { CodeBlock } from '@/components/text/code-block'
import { Section } from '@/components/text/section'
import { WeightTable } from '@/components/weights/table'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import type { ThreeNumbers } from '@/lib/stats/three-numbers'
import type { WeightRecord } from '@/lib/weights/schema'
import { LlamaFigure } from './llama-figure'
import { Numbers } from './numbers'

export interface HomeProps {
  readonly numbers: ThreeNumbers
  /** The best-evidenced records, without those of demonstration models. */
  readonly best: readonly WeightRecord[]
  readonly submissions: readonly SubmissionRecord[]
  readonly origin: string
}

/** The front page: what this is in three sentences, three true numbers, and the two things one can do. */
export function HomePage({ numbers, best, submissions, origin }: HomeProps) {
  return (
    <>
      <div className="grid items-start gap-x-16 gap-y-12 lg:grid-cols-[1.1fr_1fr]">
        <div>
          <PageHead title="Some language models hang on a single number" />
          <div className="mt-5 max-w-prose space-y-4 text-[1.0625rem] leading-7">
            <p>
              A <strong>super weight</strong> is one scalar of a down projection whose removal wrecks the whole model:
              perplexity explodes, because the spike it makes in the residual stream is what the later layers rest on.
            </p>
            <p>
              Round it, clip it or let it set a block’s scale while quantising, and you lose the model or the block;
              keep that one value and plain round-to-nearest goes a long way.
            </p>
            <p>
              This registry holds the coordinates, pinned to a commit, and{' '}
              <strong>accepts none before its own verifier has reproduced it</strong>; what is only published says so.
            </p>
          </div>
          <p className="mt-7 flex flex-wrap items-baseline gap-x-6 gap-y-3">
            <Link
              href="/weights"
              className="border border-accent bg-accent px-4 py-1.5 text-paper hover:bg-paper hover:text-accent"
            >
              Browse the weights
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
          <SubmissionTable submissions={submissions} caption="Newest first, whatever became of them." />
        ) : (
          <Empty title="Nobody has submitted anything yet">
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
          The literature is imported when the registry starts; if it was interrupted, start it again.
        </Empty>
      )}
    </Section>
  )
}

/** Until a run has borne out the first of them, the honest thing to say is that they are published. */
function NoneVerified() {
  return (
    <>
      These are published, and this registry has reproduced none of them yet: that takes somebody who{' '}
      <Link href="/submit" className="link">
        submits one
      </Link>
      , and a machine that can run the model.
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
        intro="Name a model and a coordinate; watch it being measured; the verdict is computed, never set by hand."
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
