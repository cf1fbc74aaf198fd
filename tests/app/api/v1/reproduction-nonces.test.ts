import { db } from '@/lib/db'
import { useDatabase } from '../../../helpers/database'
import { makePerson } from '../../../helpers/people'
import { useHub } from '../../../helpers/registry'
import { measured, nonceFor, REGISTRY, signer, type Signer } from '../../../helpers/reproduction'
import { post } from '../ask'

useDatabase()
useHub()

let ada: Signer
beforeEach(async () => {
  await measured()
  ada = await signer(await makePerson('ada'))
})

const problemOf = async (response: Response) => {
  const { code, detail } = (await response.json()) as { code?: string; detail?: string }
  return { status: response.status, code, detail }
}

describe('a nonce', () => {
  test('comes with what to measure, and is stored as its hash alone', async () => {
    const nonce = await nonceFor(ada)
    expect(nonce).toMatchObject({
      registry: REGISTRY,
      record: 'SW-000001.2',
      repo: 'demo/tiny-single',
      coordinates: ['model.layers.1.mlp.down_proj.weight[23, 88]'],
      grade: 'standard',
      corpus: 'demo-text',
      protocol: { id: 'swp-2' },
    })
    expect(JSON.stringify(await db.reproductionNonce.findMany())).not.toContain(nonce.nonce)
  })

  test('is not given for what nobody measured, nor for what is not there', async () => {
    const of = (record: string) => post('/api/v1/reproductions/nonces', { record }, { ...ada.headers })
    expect(await problemOf(await of('SW-000009'))).toMatchObject({ status: 404, code: 'not-found' })
    expect(await problemOf(await of('nonsense'))).toMatchObject({ status: 404, code: 'not-found' })
    await db.weight.update({ where: { id: 1 }, data: { withdrawn: true } })
    expect(await problemOf(await of('SW-000001'))).toMatchObject({ status: 409, code: 'not-reproducible' })
  })

  test('is not given for a record without a run of this registry', async () => {
    const { modelId } = await db.weight.findFirstOrThrow()
    const row = { modelId, tensor: 'a.weight', row: 1, col: 2, layer: 0, outputChannel: 1, inputNeuron: 2, shape: [] }
    const { id } = await db.weight.create({ data: row })
    const response = await post(
      '/api/v1/reproductions/nonces',
      { record: `SW-${String(id).padStart(6, '0')}` },
      { ...ada.headers },
    )
    expect(await problemOf(response)).toMatchObject({ status: 409, code: 'not-reproducible' })
  })

  test('is not given without end', async () => {
    for (let i = 0; i < 20; i++) await nonceFor(ada)
    const response = await post('/api/v1/reproductions/nonces', { record: 'SW-000001' }, { ...ada.headers })
    expect(await problemOf(response)).toMatchObject({ status: 409, code: 'too-many-nonces' })
    await db.reproductionNonce.updateMany({ data: { expiresAt: new Date(Date.now() - 25 * 3_600_000) } })
    await nonceFor(ada)
    expect(await db.reproductionNonce.count()).toBe(1)
  })
})
