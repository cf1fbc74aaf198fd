/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { cpSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { openFolder } from '@/lib/hub/checkpoint/open-folder'
import { loadTokenizer } from '@/lib/hub/tokenizer/load-tokenizer'
import { FIXTURE_HUB } from '@/tests/helpers/golden'
import { temporaryFolder } from '@/tests/helpers/repos'
import { withRunJournal } from '@/verifier/cli/with-run-journal'
import { THROTTLE } from '@/verifier/journal/write-throttle'
import { subjectOf } from '@/verifier/pass/subject'
import { thisMachine } from '@/verifier/engine/machine'

jest.setTimeout(60_000)

const place = temporaryFolder()
const model = path.join(place.path, 'my model')
beforeAll(() => {
  process.env.DATA_DIR = path.join(place.path, 'data')
  cpSync(path.join(FIXTURE_HUB, 'demo', 'tiny-plain'), model, { recursive: true })
})
afterAll(() => {
  delete process.env.DATA_DIR
  place.remove()
})

/** A run of the folder that is interrupted past its first seconds; what it says. */
async function run(resume: boolean, ms: number): Promise<string> {
  const stderr = new PassThrough()
  const io = {
    stdout: { write: () => true },
    stderr,
    signal: new AbortController().signal,
    debug: false,
    readyHub: async () => undefined,
  }
  const checkpoint = await openFolder(model)
  const subject = subjectOf(checkpoint, await loadTokenizer(checkpoint), thisMachine())
  const kept = withRunJournal({ typed: model, subject, claim: null }, { resume }, io, async (journal) => {
    await sleep(ms)
    await journal?.scope('detection, all prompts').save('layer 0', 1, 'layer 1 of 6')
    throw new Error('interrupted')
  })
  await expect(kept).rejects.toThrow('interrupted')
  return String(stderr.read() ?? '')
}

test("a run of a folder is taken up only as long as nobody has touched the folder's files", async () => {
  expect(await run(false, 0)).toBe('')
  expect(await run(false, THROTTLE.firstMs)).toMatch(/kept for a week, up to detection, all prompts, layer 1 of 6/)
  expect(await run(true, 0)).toMatch(
    /^superweights: resuming an interrupted run after detection, all prompts, layer 1 of 6\./,
  )
  // The bytes are the same: it is the touching that counts, as no run reads all of them to compare.
  utimesSync(path.join(model, 'config.json'), new Date(), new Date())
  expect(await run(true, 0)).toBe(
    'superweights: there is no interrupted run to resume, so this one starts from the beginning. There is one of the same repo; it differs in files of the folder.\n',
  )
})
