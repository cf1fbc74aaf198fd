import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { writeFileSync } from 'node:fs'
import type { Client } from 'pg'
import { closeDb } from '@/lib/db'
import { importLiterature } from '@/lib/literature/import'
import { search } from '@/lib/search/search'
import { ensureDatabase, withClient } from '../postgres/databases'
import { startPostgres } from '../postgres/start'
import { migrate } from '../prisma/migrate'
import { fillIndex } from './fill-index'
import { describeMachine, load } from './machine'
import { table } from './page'
import { addSearched, isRight, nameOf, SEARCH_CASES } from './search-queries'
import { withTempFolder } from './temp-folder'

/**
 * `npm run bench:search`: asks the 200 questions of tests/fixtures/search of a registry with 100,000 weights of 20,000 models, whose names are those of
 * fine-tunes and copies of well-known models. `--write` writes content/docs/search.mdx.
 */

const SIZE = { models: 20_000, weights: 100_000, submissions: 20_000 }
const PAGE = path.join(process.cwd(), 'content', 'docs', 'search.mdx')
const ROUNDS = 3
/** Results of each kind, as the page asks for them. */
const LIMIT = 5

interface Asked {
  readonly q: string
  readonly wanted: string
  readonly first: string
  readonly right: boolean
  readonly took: number
}

async function main(): Promise<void> {
  await withTempFolder(async (scratch) => {
    const server = await startPostgres({ dataDir: path.join(scratch, 'pg'), throwAway: true })
    try {
      await ensureDatabase(server.urlOf('postgres'), 'bench')
      process.env.DATABASE_URL = server.urlOf('bench')
      await migrate(process.env.DATABASE_URL)
      await withClient(process.env.DATABASE_URL, async (client) => {
        await fillIndex(client, SIZE)
        await nameAsOnTheHub(client)
        await importLiterature()
        await addSearched(client)
        await client.query('vacuum analyze')
      })
      const page = pageOf(await askAll())
      console.log(page)
      if (process.argv.includes('--write')) writeFileSync(PAGE, page)
    } finally {
      await closeDb()
      await server.stop()
    }
  })
}

/** Names of fine-tunes and copies, so that many share their words with the right answer. */
async function nameAsOnTheHub(client: Client): Promise<void> {
  await client.query(`
    with parts as (
      select array['Llama-2-7b', 'Llama-2-13b', 'Meta-Llama-3-8B', 'Llama-3.1-8B', 'Llama-3.2-1B', 'Mistral-7B', 'Mixtral-8x7B', 'Qwen2.5-7B', 'Qwen2.5-3B',
        'Qwen3-0.6B', 'gemma-7b', 'falcon-7b', 'gpt2', 'phi-3-mini', 'OLMo-7B', 'SmolLM2-135M', 'llama-7b', 'DeepSeek-V2-Lite', 'TinyLlama-1.1B', 'vicuna-7b'] as bases,
        array['instruct', 'chat', 'dpo', 'sft', 'medical', 'code', 'math', 'roleplay', 'German', 'finetuned', 'lora-merged', 'alpaca', 'orca', 'gguf', 'awq',
        'distilled', 'uncensored'] as uses
    )
    update models set repo = 'user' || id % 1009 || '/' || bases[1 + id % 20] || '-' || uses[1 + id / 20 % 17] || '-v' || id
    from parts where repo like 'org%/model-%-hf'`)
}

async function askAll(): Promise<Asked[]> {
  const asked: Asked[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    for (const one of SEARCH_CASES) {
      const name = await nameOf(one)
      const start = performance.now()
      const answer = await search({ q: one.q, limit: LIMIT })
      const took = performance.now() - start
      const first = answer.groups[0]?.results[0]
      asked.push({
        q: one.q,
        wanted: one.name,
        first: first?.name ?? 'nothing',
        right: isRight(answer, one.kind, name),
        took,
      })
    }
  return asked
}

function pageOf(asked: readonly Asked[]): string {
  const last = asked.slice(-SEARCH_CASES.length)
  const right = last.filter((one) => one.right).length
  const times = asked.map(({ took }) => took).toSorted((a, b) => a - b)
  const at = (share: number) => `${(times[Math.floor(share * times.length)] ?? 0).toFixed(0)} ms`
  return `# How the search does

${SEARCH_CASES.length} questions as people type them, each with its right answer, are in \`tests/fixtures/search/queries.json\`. They were asked ${ROUNDS} times of a registry with the literature, and around it ${SIZE.weights.toLocaleString('en')}
weights of ${SIZE.models.toLocaleString('en')} models with names of fine-tunes and copies of the same models, on ${describeMachine()}, load average ${load()}. \`npm run bench:search -- --write\` writes this page.

The right answer came first for **${right} of ${SEARCH_CASES.length}** (${((100 * right) / SEARCH_CASES.length).toFixed(1)} %). Half of the answers took at most **${at(0.5)}**, 95 of 100 at most **${at(0.95)}**, the slowest ${at(0.9999)}.

${table(
  ['question', 'right answer', 'came first'],
  last.map(({ q, wanted, first, right: hit }) => [`\`${q}\``, wanted, hit ? 'yes' : `no: ${first}`]),
)}
`
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
