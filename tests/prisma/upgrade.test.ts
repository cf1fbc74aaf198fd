import { cpSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { withClient } from '../../scripts/postgres/databases'
import { migrate } from '../../scripts/prisma/migrate'
import { temporaryFolder } from '../helpers/repos'
import { createEmptyDatabase } from '../setup/server'

const MIGRATIONS = path.join(process.cwd(), 'prisma', 'migrations')
const folder = temporaryFolder()
afterAll(folder.remove)

/** The migrations older than the one whose name ends so. */
function before(name: string): string {
  const copy = path.join(folder.path, name)
  const all = readdirSync(MIGRATIONS)
  const first = all.find((migration) => migration.endsWith(`_${name}`)) ?? ''
  for (const migration of all.filter((other) => other < first))
    cpSync(path.join(MIGRATIONS, migration), path.join(copy, migration), { recursive: true })
  return copy
}

test('claims that stood before there were units are of scalars, know their model, and are still never edited', async () => {
  const url = await createEmptyDatabase()
  await migrate(url, before('literature'))
  await withClient(url, async (client) => {
    await client.query(`insert into models (repo) values ('org/first'), ('org/second')`)
    await client.query(
      `insert into weights (model_id, tensor, "row", col, layer, output_channel, input_neuron, shape) values (2, 't', 1, 2, 0, 1, 2, '{}')`,
    )
    await client.query(`insert into claims (key, origin, weight_id, note) values ('k', 'literature', 1, 'As printed.')`)
  })
  await migrate(url)
  await withClient(url, async (client) => {
    const { rows } = await client.query('select unit, polarity, model_id, weight_id, set_id, note from claims')
    expect(rows).toEqual([
      { unit: 'scalar', polarity: 'claims', model_id: 2, weight_id: 1, set_id: null, note: 'As printed.' },
    ])
    await expect(client.query(`update claims set note = 'x'`)).rejects.toThrow('never edited, only withdrawn')
  })
})

test('claims that stood before they named the source of their value have it from the note', async () => {
  const url = await createEmptyDatabase()
  await migrate(url, before('source_of_a_value'))
  const note = (source: string) => `As listed. The value 1.5 is as ${source} prints it; it was not read here.`
  await withClient(url, async (client) => {
    await client.query(`insert into models (repo) values ('org/first')`)
    await client.query(
      `insert into sources (key, citation, url) values ('grob2025', 'A notebook', 'https://example.org')`,
    )
    await client.query(
      `insert into weights (model_id, tensor, "row", col, layer, output_channel, input_neuron, shape) values (1, 't', 1, 2, 0, 1, 2, '{}')`,
    )
    for (const [key, value, text] of [
      ['a', 1.5, note('grob2025')],
      ['b', 1.5, note('nobody')],
      ['c', null, 'As printed.'],
    ])
      await client.query(
        `insert into claims (key, origin, model_id, weight_id, value, note) values ($1, 'literature', 1, 1, $2, $3)`,
        [key, value, text],
      )
  })
  await migrate(url)
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ value_source: string | null }>('select value_source from claims order by key')
    expect(rows.map(({ value_source: source }) => source)).toEqual(['grob2025', null, null])
    await expect(client.query(`update claims set value_source = null`)).rejects.toThrow('never edited, only withdrawn')
  })
})
