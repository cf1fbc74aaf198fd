import type { Client } from 'pg'
import queries from '@/tests/fixtures/search/queries.json'
import { db } from '@/lib/db'
import { printId } from '@/lib/ids'
import type { SearchAnswer } from '@/lib/search/schema'

/**
 * A question and what must come first. Weights are named by model and place, `huggyllama/llama-7b 2:3968:7003`, since their ids depend on the order in
 * which they were imported.
 */
export interface SearchCase {
  readonly q: string
  readonly kind: string
  readonly name: string
}

export const SEARCH_CASES: readonly SearchCase[] = queries

/** What the questions ask for beside the literature: a model read at a commit, a submission, a report. */
export async function addSearched(client: Client): Promise<void> {
  const named = (kind: string) => SEARCH_CASES.find((one) => one.kind === kind)?.name ?? ''
  const commit = SEARCH_CASES.find(({ q }) => /^[0-9a-f]{40}$/.test(q))
  await client.query(
    `insert into checkpoints (model_id, "commit", family, layers, hidden_size, intermediate_size, dtype, parameters, gated)
     select id, $2, 'llama', 30, 576, 1536, 'BF16', 134515008, false from models where repo = $1`,
    [commit?.name, commit?.q],
  )
  await client.query(`insert into accounts (handle) values ('local') on conflict do nothing`)
  await client.query(
    `insert into submissions (id, account_id, repo, coordinates, reason)
     select 1, id, 'huggyllama/llama-7b', '{2:3968:7003}', 'It has been received.' from accounts where handle = 'local' on conflict do nothing`,
  )
  await client.query(`insert into reports (sha256, body) values ($1, '{}')`, [named('report')])
}

/** The name that the case asks for, as results have it. */
export async function nameOf({ kind, name }: SearchCase): Promise<string> {
  const [repo = '', place] = name.split(' ')
  if (kind !== 'weight' || place === undefined) return name
  const numbers = place.split(':').map(Number)
  const [layer, expert, row, col] = numbers.length === 4 ? numbers : [numbers[0], null, numbers[1], numbers[2]]
  const found = await db.weight.findFirstOrThrow({
    where: { model: { repo }, layer: layer ?? 0, expert: expert ?? null, row: row ?? 0, col: col ?? 0 },
    orderBy: { id: 'asc' },
  })
  return printId('weight', found.id)
}

/** Whether the first result is the one asked for. A version is named after its record. */
export function isRight(answer: SearchAnswer, kind: string, name: string): boolean {
  const first = answer.groups[0]?.results[0]
  return first?.kind === kind && (first.name === name || first.name.startsWith(`${name}.`))
}
