import { dryRun } from '@/lib/intake/dry-run'
import { lookAt } from '@/lib/intake/look-at'
import { screenSubmission } from '@/lib/intake/screen'
import { keepAnswer } from '@/lib/keep/answer'
import { getSubmission } from '@/lib/submissions/get'
import { nearRepos } from '@/lib/suggestions/near-repos'
import { useDatabase } from '../../helpers/database'
import { localAccount, SINGLE, submit, useHub } from '../../helpers/registry'
import { smallRepo } from '../../helpers/repos'

useDatabase()
const hub = useHub({ 'org/Plain-Llama-7b': smallRepo(), 'other/Plain-Llama-7b': smallRepo() })

// The first question loads what asks the Hub: beside other suites that takes as long as an answer may.
beforeAll(() => nearRepos('demo/warm-up', ['test']))

const claim = async (repo: string) => (await submit({ repo, coordinates: ['1:23:88'] })).record

test.each([
  ['two letters exchanged', 'demo/tiny-singel', ['demo/tiny-single']],
  ['a letter of the owner', 'dem/tiny-single', ['demo/tiny-single']],
  ['another way to separate words', 'org/plain_llama7b', ['org/Plain-Llama-7b']],
  ['another owner', 'somebody/plain-llama-7b', ['org/Plain-Llama-7b', 'other/Plain-Llama-7b']],
  ['nothing like any name', 'nobody/nothing', []],
  ['like only a private repo', 'broken/privat', []],
])('%s: the blocked claim names the repos that may be meant', async (_, repo, suggestions) => {
  const record = await claim(repo)
  expect(record).toMatchObject({ status: 'blocked', reason: { code: 'not-public' }, suggestions })
})

test('a repo that only the registry knows, by a record of it, is named too', async () => {
  await submit({})
  hub().hub.faults.fail = { status: 404, times: 1_000 }
  expect((await claim('demo/tniy-single')).suggestions).toEqual([SINGLE.repo])
})

test('a claim that the worker reads later gets the same suggestions', async () => {
  hub().hub.faults.fail = { status: 503, times: 1_000 }
  await claim('demo/tiny-singel')
  delete hub().hub.faults.fail
  await screenSubmission(1)
  expect(await getSubmission('SUB-000001')).toMatchObject({ status: 'blocked', suggestions: [SINGLE.repo] })
})

test('whoever checks a misspelt name, or asks what to keep of it, is told before anything is sent', async () => {
  const account = await localAccount()
  const checked = await dryRun({ repo: 'demo/tiny-singel' }, { account, address: '127.0.0.1' })
  expect(checked).toMatchObject({ outcome: 'blocked', suggestions: [SINGLE.repo] })
  const told = { status: 404, extra: { suggestions: [SINGLE.repo] } }
  await expect(lookAt({ repo: 'demo/tiny-singel', coordinates: [] }, '127.0.0.2')).rejects.toMatchObject(told)
  await expect(keepAnswer('demo/tiny-singel', '127.0.0.3')).rejects.toMatchObject(told)
})

test('a claim of a repo that is there has none', async () => {
  expect((await submit({})).record.suggestions).toEqual([])
})
