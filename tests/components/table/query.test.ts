import { address } from '@/components/table/address'
import { listOrProblem, readQuery } from '@/components/table/query'
import { AppError } from '@/lib/errors/app-error'
import { WeightQuery } from '@/lib/weights/schema'

it('reads the fields of a form that were left empty as not given', () => {
  const { query, given, problem } = readQuery(WeightQuery, { model: ' llama ', layer: '', class: '', sort: 'level' })
  expect(query).toMatchObject({ model: 'llama', sort: 'level', order: 'asc' })
  expect(query.layer).toBeUndefined()
  expect(given).toEqual({ model: 'llama', sort: 'level' })
  expect(problem).toBeNull()
})

it('shows the list without a wrong parameter, and says which one it was', () => {
  const { query, given, problem } = readQuery(WeightQuery, { layer: 'two' })
  expect(query.layer).toBeUndefined()
  expect(given).toEqual({})
  expect(problem).toBe('“layer”: expected a whole number from 0 to 9999, written in digits.')
})

it('keeps what was understood beside a wrong parameter', () => {
  const { query, given, problem } = readQuery(WeightQuery, { model: 'OLMo', layer: 'two', limit: '1.5' })
  expect(query).toMatchObject({ model: 'OLMo', limit: 50 })
  expect(given).toEqual({ model: 'OLMo' })
  expect(problem).toBe(
    '“layer”: expected a whole number from 0 to 9999, written in digits. “limit”: expected a whole number from 1 to 200, written in digits.',
  )
})

it('keeps the other parameters when one changes, and drops those set to nothing', () => {
  expect(address('/weights', { model: 'llama', cursor: 'abc' }, { sort: 'layer', cursor: undefined })).toBe(
    '/weights?model=llama&sort=layer',
  )
  expect(address('/weights', {})).toBe('/weights')
})

it('tells what was written for readers, and lets everything else go on', async () => {
  const bad = new AppError({ status: 400, code: 'bad-cursor', detail: 'That cursor is none.' })
  expect(await listOrProblem(() => Promise.reject(bad))).toEqual({ page: null, problem: 'That cursor is none.' })
  await expect(listOrProblem(() => Promise.reject(new Error('secret')))).rejects.toThrow('secret')
})
