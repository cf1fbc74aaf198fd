import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Moment } from './clock'

const run = promisify(execFile)

const rates = z.object({ wall: z.number(), cpu: z.number() })

/** GFLOP/s of multiply-adds on registers alone, on all cores (fma-peak.c); prints the reason and returns null without a C compiler. */
export async function nativePeak(scratch: string): Promise<Moment | null> {
  const program = path.join(scratch, 'fma-peak')
  try {
    await run('cc', [
      '-O3',
      '-march=native',
      '-ffp-contract=fast',
      '-pthread',
      path.join(process.cwd(), 'scripts', 'bench', 'fma-peak.c'),
      '-o',
      program,
    ])
  } catch (error) {
    console.log(
      `The processor's own peak is not measured: no C compiler here can build fma-peak.c (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}).`,
    )
    return null
  }
  return rates.parse(JSON.parse((await run(program, [String(availableParallelism())])).stdout))
}
