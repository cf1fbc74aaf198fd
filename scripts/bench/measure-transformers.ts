import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { jsonOf } from './child'
import type { StreamPlan } from './jobs'

const run = promisify(execFile)

const SCRIPT = path.join('tests', 'fixtures', 'make', 'bench', 'transformers_pass.py')

const answer = z.object({
  took: z.object({ wall: z.number(), cpu: z.number() }),
  loading: z.number(),
  peak_bytes: z.number(),
  torch: z.string(),
  transformers: z.string(),
})
const losses = answer.extend({ result: z.record(z.string(), z.number()) })

export type Dtype = 'float32' | 'bfloat16'
export type TransformersAnswer = z.infer<typeof answer>
export type TransformersLosses = z.infer<typeof losses>

/** The Python with torch and transformers: `PYTHON`, else python3. Prints the reason and returns null if there is none. */
export async function findPython(): Promise<string | null> {
  const python = process.env.PYTHON ?? 'python3'
  try {
    await run(python, ['-c', 'import torch, transformers, safetensors'])
    return python
  } catch (error) {
    const words = error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error)
    console.log(
      `Skipped: ${python} cannot import torch, transformers and safetensors (${words}). Install tests/fixtures/make/requirements.txt into an environment and name its Python: PYTHON=/path/to/python npm run bench:transformers.`,
    )
    return null
  }
}

/** The largest |input| and |output| of every layer for one prompt. */
export async function detectByTransformers(
  python: string,
  folder: string,
  dtype: Dtype,
  ids: readonly number[],
): Promise<TransformersAnswer> {
  return answer.parse(await ask(python, { job: 'detect', folder, dtype, ids }))
}

/** Mean losses of one window by stream. */
export async function verifyByTransformers(
  python: string,
  folder: string,
  dtype: Dtype,
  ids: readonly number[],
  streams: readonly StreamPlan[],
): Promise<TransformersLosses> {
  return losses.parse(await ask(python, { job: 'verify', folder, dtype, ids, streams }))
}

/** As many threads as the verifier uses; torch's default is one per physical core. */
function ask(python: string, job: object): Promise<unknown> {
  return jsonOf(python, [SCRIPT, JSON.stringify({ ...job, threads: availableParallelism() })])
}
