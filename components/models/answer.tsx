import { Link } from '@/components/site/link'
import { KeptWeights } from '@/components/keep/model'
import { CopyButton } from '@/components/text/copy-button'
import { Section } from '@/components/text/section'
import { printStored } from '@/lib/coordinates'
import { isGone } from '@/lib/keep/answers/gone'
import type { KeepAnswer } from '@/lib/keep/answers/schema'

/** Which weights of the model to keep in high precision, and how sure that is: what most readers of the page come for. */
export function ModelAnswer({ answer }: { answer: KeepAnswer }) {
  const weights = answer.entries.filter((entry) => !isGone(entry)).flatMap(({ members }) => members.map(printStored))
  return (
    <Section id="keep" title="Which weights to keep" intro={answer.summary}>
      {weights.length > 0 && (
        <p className="mb-4 flex flex-wrap items-baseline gap-x-5 gap-y-1">
          <CopyButton text={[...new Set(weights)].join('\n')} what="all coordinates" words="Copy all coordinates" />
          <Link href={`/keep?${new URLSearchParams({ repo: answer.repo })}`} className="link">
            This answer alone
          </Link>
        </p>
      )}
      <KeptWeights answer={{ ...answer, not_needed: [] }} tool={null} />
    </Section>
  )
}
