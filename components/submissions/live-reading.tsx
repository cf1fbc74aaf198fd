import { parseCoordinate } from '@/lib/coordinates'
import { parseRepo } from '@/lib/hub/names/repo'
import { Head } from './checked'
import { linesOf } from './fields'
import { useCheckpoint } from './use-checkpoint'

/** What the registry reads of the checkpoint and of the coordinates, while they are typed. Without JavaScript the button "Check without submitting" does the same. */
export function LiveCheckpoint({
  repo,
  revision,
  coordinates,
  onRepo,
}: {
  repo: string
  revision: string
  coordinates: string
  /** Takes the place of a misspelt repo. */
  onRepo: (repo: string) => void
}) {
  const named = repoOf(repo)
  const reading = useCheckpoint(named?.repo ?? null, revision || named?.revision || '', wellFormed(coordinates))
  if (reading.state === 'none') return null
  return (
    <div aria-live="polite" className="border-l-2 border-rule pl-4 text-[0.9375rem] leading-6">
      {reading.state === 'reading' && <p className="text-muted">Reading the checkpoint’s header…</p>}
      {reading.state === 'refused' && <p className="wrap-anywhere">{reading.detail}</p>}
      {reading.state === 'refused' &&
        reading.suggestions.map((meant) => (
          <button
            key={meant}
            type="button"
            className="link block cursor-pointer text-left wrap-anywhere"
            onClick={() => onRepo(meant)}
          >
            Use {meant}
          </button>
        ))}
      {reading.state === 'read' && <Head of={reading.head} />}
    </div>
  )
}

/** Null for what is not a whole name yet. */
function repoOf(text: string): { readonly repo: string; readonly revision?: string | undefined } | null {
  try {
    return parseRepo(text)
  } catch {
    // The field says what is wrong with it.
    return null
  }
}

function wellFormed(text: string): string[] {
  return linesOf(text).filter((line) => {
    try {
      parseCoordinate(line)
      return true
    } catch {
      // The line says what is wrong with it.
      return false
    }
  })
}
