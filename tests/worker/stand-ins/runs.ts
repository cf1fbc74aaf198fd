import { RUN_GRADE } from '@/lib/intake/run-grade'
import { workByDatabase } from '@/worker/database/work'
import { workOverHttp } from '@/worker/http/work'
import { corpusOf } from '@/verifier/run/corpus'
import { SMALL_LIMITS, standIn } from '../stand-in'

/**
 * `superweights worker` whose verifier is a stand-in that says what a folder holds: `node --import tsx tests/worker/stand-ins/runs.ts FOLDER [REGISTRY]`, with WORKER_NAME,
 * and DATABASE_URL or SUPERWEIGHTS_KEY.
 */
const [folder = '', registry] = process.argv.slice(2)
const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())
const { WORKER_NAME: name = '', SUPERWEIGHTS_KEY: key } = process.env
const options = { command: standIn('prepared', folder), limits: SMALL_LIMITS, grade: RUN_GRADE, corpusOf }
const ended =
  registry === undefined
    ? workByDatabase(['small'], options, stopping.signal)
    : workOverHttp({ ...options, registry: new URL(registry), key, name, lanes: ['small'] }, stopping.signal)
ended.then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(3)
  },
)
