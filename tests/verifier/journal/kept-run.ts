import { z } from 'zod'
import { find } from '@/verifier/run/find'
import { findResultOf } from '@/verifier/run/find-result'
import type { Progress } from '@/verifier/measure/progress'
import { verify } from '@/verifier/run/verify'
import { EAGER } from './runs'

/**
 * For interrupted.test.ts: one kept run in a process of its own, which is killed, as by the system, when it has come to a certain step. Prints
 * what it was told and how it ended, a line of JSON each.
 */
const Order = z.object({
  repo: z.string(),
  coordinates: z.array(z.object({ tensor: z.string(), row: z.number(), col: z.number() })),
  resume: z.boolean(),
  /** At the progress line with this in its message and so many steps done. */
  killAt: z.object({ message: z.string(), done: z.number() }).nullable(),
})

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

async function main(): Promise<void> {
  const { repo, coordinates, resume, killAt } = Order.parse(JSON.parse(process.argv[2] ?? ''))
  const onProgress = (progress: Progress) => {
    say({ progress })
    if (killAt && progress.message.includes(killAt.message) && progress.done === killAt.done)
      process.kill(process.pid, 'SIGKILL')
  }
  const keep = { resume, throttle: EAGER, onNotice: (notice: object) => say({ notice }) }
  const outcome =
    coordinates.length === 0
      ? findResultOf(await find({ repo, corpusId: 'demo-text', onProgress, keep }))
      : await verify({ repo, coordinates, grade: 'quick', corpusId: 'demo-text', onProgress, keep })
  say({ outcome })
}

void main()
