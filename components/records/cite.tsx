import { CodeBlock } from '@/components/text/code-block'
import { day } from '@/components/text/format'
import type { Level } from '@/lib/weights/schema'

export interface CiteProps {
  readonly record: {
    readonly id: string
    readonly version: number
    readonly repo: string
    readonly commit: string | null
    readonly url: string
    readonly level: Level
    readonly updated_at: string
  }
  /** What the record is about, in the record's spelling. */
  readonly subject: string
  readonly origin: string
}

/** How to cite this version of a record. Its address is permanent. */
export function Cite({ record, subject, origin }: CiteProps) {
  const { id, version, repo, commit, url, level, updated_at: updated } = record
  const evidence =
    level.number === 0 ? 'level 0, published, not verified by the registry' : `level ${level.number}, ${level.word}`
  const text = `${id}.${version}: ${subject} of ${repo}${commit ? `@${commit.slice(0, 10)}` : ''} (${evidence}). Super Weights registry, version of ${day(updated)}. ${origin}${url}.${version}`
  return <CodeBlock code={text} what="citation" />
}
