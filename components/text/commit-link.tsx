import { short } from './format'
import { hubPage } from './hub-url'
import { Out } from './out'

/** A commit, linked to the Hub where the Hub has it. */
export function CommitLink({ repo, commit }: { repo: string; commit: string }) {
  const page = hubPage(repo, commit)
  const text = (
    <code className="font-mono text-[0.875rem]" title={commit}>
      {short(commit)}
    </code>
  )
  return page ? <Out href={page}>{text}</Out> : text
}
