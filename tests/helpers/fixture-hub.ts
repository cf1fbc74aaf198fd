import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { FIXTURE_HUB } from './golden'
import { withHub, type TestHub } from './hub'

/** A hub with the fixtures' checkpoints for one suite, and a DATA_DIR of its own for what this process caches. */
export function useFixtureHub(): { readonly current: TestHub } {
  let hub: TestHub | undefined
  const caches = mkdtempSync(path.join(os.tmpdir(), 'fixture-hub-'))
  beforeAll(async () => {
    process.env.DATA_DIR = caches
    hub = await withHub(FIXTURE_HUB)
  })
  afterAll(async () => {
    await hub?.close()
    delete process.env.DATA_DIR
    rmSync(caches, { recursive: true })
  })
  return {
    get current() {
      if (!hub) throw new Error('The hub starts before the first test.')
      return hub
    },
  }
}
