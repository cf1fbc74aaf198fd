import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { closeDb, db } from '@/lib/db'
import { ensureDatabase, withClient } from '../postgres/databases'
import { startPostgres } from '../postgres/start'
import { migrate } from '../prisma/migrate'
import { fillIndex, type IndexSize } from './fill-index'
import { listCases, type ListCase } from './list-cases'
import { describeMachine, load } from './machine'
import { table } from './page'
import { planOf, planText } from './plan'
import { withTempFolder } from './temp-folder'

/**
 * `npm run bench:lists`: fills a temporary PostgreSQL with 100,000 records and prints the plan and time of each list query.
 * `--write` writes content/docs/lists.mdx.
 */

const SIZE: IndexSize = { models: 20_000, weights: 100_000, submissions: 20_000 }
const DATABASE = 'bench'
const PAGE = path.join(process.cwd(), 'content', 'docs', 'lists.mdx')
/** Runs per query; the median is printed. The first one reads from disk what the others find in memory. */
const RUNS = 5

/** Lists whose full plans are printed: one of each kind. */
const SHOWN = [
  '/weights?sort=class&order=desc&cursor=...',
  '/weights?sort=model&order=asc&cursor=...',
  '/weights?model=model-1234-hf',
  '/models',
]

async function main(): Promise<void> {
  await withTempFolder(async (scratch) => {
    const server = await startPostgres({ dataDir: path.join(scratch, 'pg'), throwAway: true })
    try {
      await ensureDatabase(server.urlOf('postgres'), DATABASE)
      process.env.DATABASE_URL = server.urlOf(DATABASE)
      await migrate(process.env.DATABASE_URL)
      await withClient(process.env.DATABASE_URL, (client) => fillIndex(client, SIZE))
      const page = await pageOf(listCases())
      console.log(page)
      if (process.argv.includes('--write')) writeFileSync(PAGE, page)
    } finally {
      await closeDb()
      await server.stop()
    }
  })
}

async function pageOf(cases: readonly ListCase[]): Promise<string> {
  const rows: string[][] = []
  const plans: string[] = []
  for (const { title, sql } of cases) {
    const { indexes, scanned } = await planOf(db, sql)
    const took = await medianTook(sql)
    rows.push([
      `\`${title}\``,
      [...new Set(indexes)].map((name) => `\`${name}\``).join(', '),
      scanned.length === 0 ? 'none' : scanned.join(', '),
      `${took.toFixed(1)} ms`,
    ])
    if (SHOWN.includes(title)) plans.push(`### \`${title}\`\n\n\`\`\`text\n${await planText(db, sql)}\n\`\`\``)
  }
  return `# How lists are answered

Every list is one query along an index, on its first page and on its thousandth. Measured with ${SIZE.weights.toLocaleString('en')} weights of ${SIZE.models.toLocaleString('en')} models, a set each, and ${SIZE.submissions.toLocaleString('en')} submissions
on ${describeMachine()}, load average ${load()}; the times are PostgreSQL's own, the median of ${RUNS}, for a page of 50. \`npm run bench:lists -- --write\` writes this page.

${table(['list', 'indexes', 'sequential scans', 'query'], rows)}

## Plans

${plans.join('\n\n')}
`
}

async function medianTook(sql: ListCase['sql']): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) times.push((await planOf(db, sql, { execute: true })).took ?? Number.NaN)
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
