import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import lighthouse from 'lighthouse'
import { slowdownOf } from './slowdown.mjs'

/**
 * Runs Lighthouse as a phone on a slow network, simulated: its default, and the strictest. The page is loaded first; then the times are computed for a processor slowed by as much as
 * this one is faster than the phone's, by the highest index measured so far: a machine that does other things has a low one, and would be slowed too little.
 * @param port of a Chromium
 */
export function runner(port) {
  let index = 0
  const options = { port, output: 'json', logLevel: 'error' }
  return async (address) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'lighthouse-'))
    try {
      await lighthouse(address, { ...options, gatherMode: folder })
      const file = path.join(folder, 'artifacts.json')
      const gathered = JSON.parse(await readFile(file, 'utf8'))
      index = Math.max(index, gathered.BenchmarkIndex)
      const throttling = { ...gathered.settings.throttling, cpuSlowdownMultiplier: slowdownOf(index) }
      // Lighthouse wants what was gathered to have been gathered with the settings that it is audited with; a simulated slowdown changes nothing before.
      await writeFile(file, JSON.stringify({ ...gathered, settings: { ...gathered.settings, throttling } }))
      const config = { extends: 'lighthouse:default', settings: { throttling } }
      const { lhr } = await lighthouse(address, { ...options, auditMode: folder }, config)
      return lhr
    } finally {
      await rm(folder, { recursive: true })
    }
  }
}
