import { LEVEL_TEXTS } from '@/components/status/level'
import { Mark } from '@/components/status/mark'
import type { Level } from '@/lib/weights/schema'

/** The evidence levels as a checklist, with the reason for the level reached. Levels are computed, never set by hand. */
export function LevelLadder({ level }: { level: Level }) {
  // Most reasons already end with what the next level needs.
  const explained = level.reasons.some((reason) => reason.startsWith(`Level ${level.number + 1} `))
  return (
    <ol className="text-[0.9375rem] leading-6">
      {LEVEL_TEXTS.map(([word, meaning], number) => (
        <li
          key={word}
          className="flex gap-3 py-1.5 first:pt-0"
          aria-current={number === level.number ? 'step' : undefined}
        >
          <Mark kind={number <= level.number ? 'yes' : 'open'} className="mt-1" />
          <div className="min-w-0">
            <p className={number === level.number ? 'font-semibold' : number < level.number ? '' : 'text-muted'}>
              {number} {word}
              <span className="sr-only">{number <= level.number ? ', reached' : ', not reached'}</span>
            </p>
            {number === level.number ? (
              <Reasons level={level} />
            ) : (
              number === level.number + 1 && !explained && <p className="text-note text-muted">Next: {meaning}</p>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

function Reasons({ level }: { level: Level }) {
  return (
    <ul className="text-note">
      {level.reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
      {level.conflicting && (
        <li className="text-accent">Reports disagree. All are shown below; nothing is averaged.</li>
      )}
    </ul>
  )
}
