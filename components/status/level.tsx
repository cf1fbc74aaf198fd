import type { Level } from '@/lib/weights/schema'

/** What each level means (protocol, section 5). */
export const LEVEL_TEXTS = [
  ['claimed', 'Published or submitted, and well formed; nothing was checked here.'],
  ['present', 'The value was read at a pinned commit.'],
  ['reproduced', 'One run of the protocol reached class A or B.'],
  ['replicated', 'A run by another engine, or by another party on other hardware, agrees.'],
  ['corroborated', 'Replicated, and an independent publication or a signed run agrees.'],
] as const

/** Evidence, as five steps with the reached ones filled, and in words. */
export function LevelBadge({ level }: { level: Level }) {
  return (
    <span className="inline-flex items-baseline gap-2 whitespace-nowrap">
      <Steps reached={level.number} />
      <span>
        {level.number} {level.word}
        {level.conflicting && <span className="text-accent"> · conflicting</span>}
      </span>
    </span>
  )
}

function Steps({ reached }: { reached: number }) {
  return (
    <svg aria-hidden="true" width="44" height="9" viewBox="0 0 44 9" className="shrink-0">
      {LEVEL_TEXTS.map(([word], i) => (
        <rect
          key={word}
          x={i * 9 + 0.5}
          y="0.5"
          width="7"
          height="8"
          className={i <= reached ? 'fill-ink stroke-ink' : 'fill-transparent stroke-faint'}
        />
      ))}
    </svg>
  )
}
