import { short } from './format'
import { hubPage } from './hub-url'
import { ExternalLink } from './external-link'

/** A commit, linked to the Hub where the Hub has it. */
export function CommitLink({ repo, commit }: { repo: string; commit: string }) {
  const page = hubPage(repo, commit)
  const text = (
    <code className="font-mono text-[0.875rem]" title={commit}>
      {short(commit)}
    </code>
  )
  return page ? <ExternalLink href={page}>{text}</ExternalLink> : text
}
