import { Mark } from '@/components/status/mark'
import { parseRepo, RepoNameError } from '@/lib/hub/names/repo'

/** How a pasted address was read; hidden when it equals the field. */
export function RepoPreview({ text }: { text: string }) {
  if (text.trim() === '') return null
  const read = tryParse(text)
  if (read instanceof RepoNameError) {
    // A half-typed name is not an error yet.
    return /[/:\s]/.test(text) ? <Line good={false}>{read.message}</Line> : null
  }
  if (read.repo === text.trim()) return null
  return (
    <Line good>
      Read as <code className="font-mono text-[0.8125rem]">{read.repo}</code>
      {read.revision !== undefined && (
        <>
          {' '}
          at <code className="font-mono text-[0.8125rem]">{read.revision}</code>
        </>
      )}
    </Line>
  )
}

function Line({ good, children }: { good: boolean; children: React.ReactNode }) {
  return (
    <p className="mt-1.5 flex gap-2 text-note">
      <Mark kind={good ? 'yes' : 'no'} className="mt-0.5" />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  )
}

function tryParse(text: string) {
  try {
    return parseRepo(text)
  } catch (error) {
    if (error instanceof RepoNameError) return error
    throw error
  }
}
