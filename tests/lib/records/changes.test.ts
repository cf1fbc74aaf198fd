import { Client } from 'pg'
import { db } from '@/lib/db'
import { CHANGES_CHANNEL, listenForChanges, parseChange, type Change } from '@/lib/records/changes'
import { useDatabase } from '../../helpers/database'
import { claim, COMMIT, submission, weight } from '../../helpers/rows'

useDatabase()

const SHA = 'b'.repeat(64)

/** What is announced while something runs: the last notification is our own, so nothing is waited for that does not come. */
async function announced(run: () => Promise<unknown>): Promise<string[]> {
  const client = new Client({ connectionString: process.env.DATABASE_URL ?? '' })
  await client.connect()
  const heard: string[] = []
  try {
    const end = new Promise<void>((resolve) =>
      client.on('notification', ({ payload = '' }) => (payload === 'end' ? resolve() : heard.push(payload))),
    )
    await client.query(`listen "${CHANGES_CHANNEL}"`)
    await run()
    await db.$executeRaw`select pg_notify(${CHANGES_CHANNEL}, 'end')`
    await end
  } finally {
    await client.end()
  }
  return heard.sort()
}

test('a new version announces the record and its model, each once a transaction', async () => {
  const id = await weight({ commit: COMMIT, value: 1, bits: '3c00', dtype: 'F16', shape: [4, 4] })
  const heard = await announced(() =>
    db.$transaction(async (tx) => {
      await tx.weightVersion.create({ data: { weightId: id, version: 1, body: {}, reason: 'x' } })
      await tx.weight.update({ where: { id }, data: { version: 1, level: 1 } })
      await tx.weight.update({ where: { id }, data: { level: 0 } })
    }),
  )
  expect(heard).toEqual(['model:org/model', `weight:${id}`])
})

test('what is rolled back is not announced', async () => {
  const id = await weight()
  const failing = () =>
    db
      .$transaction(async (tx) => {
        await tx.weight.update({ where: { id }, data: { version: 1 } })
        throw new Error('on purpose')
      })
      .catch(() => undefined)
  expect(await announced(failing)).toEqual([])
})

test('a set, its versions and its model', async () => {
  const weightId = await weight()
  const { modelId } = await db.weight.findUniqueOrThrow({ where: { id: weightId } })
  expect(
    await announced(async () => {
      const { id } = await db.set.create({ data: { modelId, key: 'k' } })
      await db.setVersion.create({ data: { setId: id, version: 1, body: {}, reason: 'x' } })
    }),
  ).toEqual(['model:org/model', 'set:1', 'set:1'])
})

test('everything that a model shows announces the model', async () => {
  await db.source.create({ data: { key: 'yu2024', citation: 'Yu', url: 'https://arxiv.org' } })
  const { id: claimId, modelId } = await claim()
  await db.claimSource.create({ data: { claimId, sourceKey: 'yu2024', stance: 'states' } })
  const model = ['model:org/model']
  expect(await announced(() => db.model.create({ data: { repo: 'acme/small' } }))).toEqual(['model:acme/small'])
  expect(await announced(() => db.model.update({ where: { id: modelId }, data: { displayName: 'Small' } }))).toEqual(
    model,
  )
  expect(await announced(() => db.claim.update({ where: { id: claimId }, data: { withdrawnAt: new Date() } }))).toEqual(
    model,
  )
  const effect = { key: 'e', modelId, sourceKey: 'yu2024', body: {} }
  expect(await announced(() => db.effect.create({ data: effect }))).toEqual(model)
  expect(
    await announced(() => db.source.update({ where: { key: 'yu2024' }, data: { citation: 'Yu et al.' } })),
  ).toEqual(model)
  const shape = { layers: 1, hiddenSize: 1, intermediateSize: 1, parameters: 1n }
  const checkpoint = { modelId, commit: COMMIT, family: 'llama', ...shape, dtype: 'F16', gated: false }
  // Its facts are those that the index filters weights by.
  expect(await announced(() => db.checkpoint.create({ data: checkpoint }))).toEqual([...model, 'weight:1'])
})

test('a submission: its creation and its state change the lists of its repo, its progress only on itself', async () => {
  let id = 0
  const made = await announced(async () => {
    id = await submission()
  })
  expect(made).toEqual([`submission:${id}`, 'submissions:org/model'])
  const update = (data: Parameters<typeof db.submission.update>[0]['data']) =>
    announced(() => db.submission.update({ where: { id }, data }))
  expect(await update({ progress: { stage: 'pass' } })).toEqual([`submission:${id}`])
  expect(await update({ status: 'screened', repo: 'Org/Model' })).toEqual([
    `submission:${id}`,
    'submissions:Org/Model',
    'submissions:org/model',
  ])
})

test('a report, and the submission that it ends', async () => {
  const id = await submission()
  for (const status of ['screened', 'queued', 'running'] as const)
    await db.submission.update({ where: { id }, data: { status } })
  expect(await announced(() => db.report.create({ data: { sha256: SHA, body: {} } }))).toEqual([`report:${SHA}`])
  expect(
    await announced(() => db.submission.update({ where: { id }, data: { status: 'accepted', reportSha: SHA } })),
  ).toEqual([`report:${SHA}`, `submission:${id}`, 'submissions:org/model'])
})

test('payloads are read as the change that they name, and unknown ones as none', () => {
  expect(parseChange('weight:7')).toEqual({ kind: 'weight', id: 7 })
  expect(parseChange('model:acme/a:b')).toEqual({ kind: 'model', repo: 'acme/a:b' })
  expect(parseChange('submissions:acme/small')).toEqual({ kind: 'submissions', repo: 'acme/small' })
  expect(parseChange(`report:${SHA}`)).toEqual({ kind: 'report', sha256: SHA })
  for (const text of ['', 'weight', 'weight:', 'weight:x', 'weight:0', 'report:1', 'other:1', 'toString:1'])
    expect(parseChange(text)).toBeNull()
})

test('a listener hears of changes, of the loss of its connection, and of its return', async () => {
  const heard: string[] = []
  const until = async (last: string) => {
    for (let i = 0; !heard.includes(last); i++) {
      if (i > 500) throw new Error(`expected ${last}, heard ${heard.join(' ')}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const stop = await listenForChanges({
    changed: (change: Change) => heard.push(change.kind),
    lost: () => heard.push('lost'),
    restored: () => heard.push('restored'),
  })
  await submission()
  await until('submissions')
  await db.$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen "records"'`
  await until('restored')
  await weight()
  await until('weight')
  await stop()
  expect(heard.slice(0, 4)).toEqual(['submission', 'submissions', 'lost', 'restored'])
})
