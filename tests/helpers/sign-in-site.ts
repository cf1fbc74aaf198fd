import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { closeDb } from '@/lib/db'
import { freePort } from '@/scripts/postgres/start'
import { SITE_LIMIT_MS, type SiteProcess, startSite, stopProcess } from '../setup/site-process'
import { ensureTestDatabase } from '../setup/server'
import { type OpenIdProvider, startOpenIdProvider } from './open-id-provider'

/**
 * Gives a browser suite a site and a database of its own, at which people sign in with a real OpenID provider; who is called `maintainer` there is one. Call it at
 * the top of the file; `db` of lib/db is the site's database.
 */
export function useSignInSite(): Readonly<SiteProcess> {
  const name = `sign-in-${path.basename(expect.getState().testPath ?? '', '.test.ts')}`
  const site: SiteProcess = { pid: 0, url: '', databaseUrl: '' }
  // Beside that of the suites that share a site.
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'sign-in site '))
  let provider: OpenIdProvider
  beforeAll(async () => {
    const databaseUrl = await ensureTestDatabase(name)
    const port = await freePort()
    provider = await startOpenIdProvider(`http://127.0.0.1:${port}`)
    const variables = { ...provider.variables, PORT: String(port), DATA_DIR: dataDir, ADMIN_HANDLES: 'oidc:maintainer' }
    Object.assign(site, await startSite(name, databaseUrl, variables))
    process.env.DATABASE_URL = databaseUrl
  }, SITE_LIMIT_MS)
  afterAll(async () => {
    await closeDb()
    await stopProcess(site.pid)
    await provider.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return site
}
