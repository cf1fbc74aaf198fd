import { getChallenge } from '@/lib/challenges/get'
import { CHALLENGE_REASONS } from '@/lib/challenges/reasons'
import { db } from '@/lib/db'
import { parseId, printId } from '@/lib/ids'
import { pageOf, parseRef } from '@/lib/records/address'
import { readRecord } from '@/lib/records/read'
import type { Question } from './read-question'
import type { SearchResult } from './schema'
import { evidenceOf } from './coordinates'

/** What an id names, or nothing. */
export async function findId(id: Question['id']): Promise<SearchResult[]> {
  if (id === null) return []
  if (id.kind === 'challenge') return findChallenge(id.text)
  return id.kind === 'submission' ? findSubmission(id.text) : findRecord(id.kind, id.text)
}

async function findRecord(kind: 'weight' | 'set', text: string): Promise<SearchResult[]> {
  const ref = parseRef(kind, text)
  const found = ref === null ? null : await readRecord(kind, text)
  if (ref === null || found === null) return []
  const row = await rowOf(kind, ref.name)
  const name = ref.version === null ? ref.name : `${ref.name}.${ref.version}`
  return [
    {
      kind,
      name,
      url: pageOf(kind, name),
      title: name,
      detail: [row.what, row.repo, ref.version === null ? null : `version ${ref.version}`, evidenceOf(row)]
        .filter((part) => part !== null)
        .join(' · '),
      score: 1,
    },
  ]
}

async function rowOf(kind: 'weight' | 'set', name: string) {
  const where = { id: parseId(kind, name) ?? 0 }
  const model = { select: { repo: true } } as const
  if (kind === 'weight') {
    const w = await db.weight.findUniqueOrThrow({ where, include: { model } })
    return { what: `${w.tensor}[${w.row}, ${w.col}]`, repo: w.model.repo, level: w.level, withdrawn: w.withdrawn }
  }
  const s = await db.set.findUniqueOrThrow({ where, include: { model, _count: { select: { members: true } } } })
  return { what: `${s._count.members} weights together`, repo: s.model.repo, level: s.level, withdrawn: s.withdrawn }
}

async function findChallenge(text: string): Promise<SearchResult[]> {
  const found = await getChallenge(text)
  if (found === null) return []
  const { id, url, record, state } = found
  const detail = [record.repo, record.id, CHALLENGE_REASONS[found.reason].title, state].join(' · ')
  return [{ kind: 'challenge', name: id, url, title: id, detail, score: 1 }]
}

async function findSubmission(text: string): Promise<SearchResult[]> {
  const id = parseId('submission', text)
  const found = id === null ? null : await db.submission.findUnique({ where: { id } })
  if (found === null) return []
  const name = printId('submission', found.id)
  const subject = found.coordinates.length === 0 ? 'a search' : found.coordinates.join(', ')
  return [
    {
      kind: 'submission',
      name,
      url: `/submissions/${name}`,
      title: name,
      detail: `${found.repo} · ${subject}`,
      score: 1,
    },
  ]
}
