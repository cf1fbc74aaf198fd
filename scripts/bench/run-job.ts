import { measureFind } from './measure-find'
import { measureLayer } from './measure-layer'
import { measureMatmul } from './measure-matmul'
import { measurePass, measureTrace } from './measure-pass'
import { measureVerdict } from './measure-verdict'
import type { JobName, Jobs } from './jobs'

/** Child process: `run-job.ts NAME JSON` measures and prints JSON. */

const RUNNERS: { readonly [Name in JobName]: (asked: Jobs[Name]['asked']) => Promise<Jobs[Name]['found']> } = {
  matmul: measureMatmul,
  layer: measureLayer,
  pass: measurePass,
  trace: measureTrace,
  verdict: measureVerdict,
  find: measureFind,
}

async function run<Name extends JobName>(name: Name, asked: Jobs[Name]['asked']): Promise<void> {
  console.log(JSON.stringify(await RUNNERS[name](asked)))
}

const [name, asked] = process.argv.slice(2)
if (name === undefined || asked === undefined || !(name in RUNNERS))
  throw new Error('Expected the name of a job and its arguments as JSON.')
run(name as JobName, JSON.parse(asked)).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
