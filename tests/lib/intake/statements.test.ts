import { Client } from 'pg'
import { useDatabase } from '../../helpers/database'
import { submit, TRIPLE, useHub } from '../../helpers/registry'

// Under load each statement of a transaction waits for a turn of the event loop, and other claims of the same model for the transaction.
const MOST = 22

useDatabase()
useHub()

test('the transaction of a claim asks the database few things', async () => {
  await submit({ coordinates: ['1:0:0'] })
  const statements = await statementsOf(() => submit({ coordinates: ['1:0:1'] }))
  expect(statements.at(0)).toBe('BEGIN')
  expect(statements.at(-1)).toBe('COMMIT')
  expect(statements.length).toBeLessThanOrEqual(MOST)
})

test('that of three coordinates asks no more than that of one', async () => {
  await submit({ ...TRIPLE, coordinates: ['1:0:0'] })
  const one = await statementsOf(() => submit({ ...TRIPLE, coordinates: ['1:0:1'] }))
  const three = await statementsOf(() => submit(TRIPLE))
  expect(three.length).toBeLessThanOrEqual(one.length + 1) // the literature may have a set of them
})

test('nothing is asked whose answer is empty for certain', async () => {
  const statements = await statementsOf(() => submit(TRIPLE))
  expect(statements.filter((sql) => /IN \(NULL\)|1=0/.test(sql))).toEqual([])
})

/** The statements of the one transaction that `act` makes. */
async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  const seen: { client: unknown; sql: string }[] = []
  const prototype: { query(this: Client, ...args: unknown[]): unknown } = Client.prototype
  const { query } = prototype
  prototype.query = function (...args) {
    const [asked] = args as [string | { text: string }]
    seen.push({ client: this, sql: typeof asked === 'string' ? asked : asked.text })
    return query.apply(this, args)
  }
  try {
    await act()
  } finally {
    prototype.query = query
  }
  const { client } = seen.find(({ sql }) => sql === 'BEGIN') ?? {}
  const own = seen.filter((one) => one.client === client).map(({ sql }) => sql)
  return own.slice(own.indexOf('BEGIN'), own.indexOf('COMMIT') + 1)
}
