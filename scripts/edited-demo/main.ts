import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { EditedDemo } from '@/lib/edited-demo/schema'
import { startHubServer } from '@/scripts/hub-server/server'
import { measureDemo } from './measure'

/** `npm run figure:demo`: measures the numbers of the figure in "What a super weight is" and writes content/docs/edited-demo.json. Takes a minute. */
const FILE = path.join('content', 'docs', 'edited-demo.json')

async function main(): Promise<void> {
  process.env.DATA_DIR = mkdtempSync(path.join(os.tmpdir(), 'edited-demo-'))
  const hub = await startHubServer({ root: path.join('tests', 'fixtures', 'hub') })
  process.env.DEMO_HUB_URL = hub.url
  const measured = await measureDemo()
  const measured_on = new Date().toISOString().slice(0, 10)
  writeFileSync(FILE, `${JSON.stringify(EditedDemo.parse({ measured_on, ...measured }))}\n`)
  await hub.close()
}

void main()
