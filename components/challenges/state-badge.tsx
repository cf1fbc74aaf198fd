import { Mark, type MarkKind } from '@/components/status/mark'
import type { ChallengeState } from '@/lib/challenges/life'

const WORDS: Readonly<Record<ChallengeState, readonly [MarkKind, string]>> = {
  open: ['now', 'open'],
  upheld: ['yes', 'record upheld'],
  withdrawn: ['no', 'record withdrawn'],
  retracted: ['open', 'retracted'],
}

/** A challenge's state as icon and word. */
export function ChallengeStateBadge({ state }: { state: ChallengeState }) {
  const [mark, word] = WORDS[state]
  return (
    <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
      <Mark kind={mark} className="translate-y-0.5" />
      {word}
    </span>
  )
}
