import { findJsonSchema } from '@/lib/protocol'
import { ask, askTwice } from '../../ask'

const ADDRESS = '/api/v1/schemas/find.json'

test('200: the JSON Schema that the program prints, under its own address', async () => {
  const response = await ask(ADDRESS)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/schema+json'])
  const schema: unknown = await response.json()
  expect(schema).toMatchObject({ $id: ADDRESS })
  expect(schema).toEqual(JSON.parse(JSON.stringify(findJsonSchema())))
})

test('304: whoever keeps a copy can ask whether it is still the same', async () => {
  await askTwice(ADDRESS)
})
