import { spawn } from 'node:child_process'
import path from 'node:path'
import { withSite } from '../bench/running-site'
import { startHubServer } from '../hub-server/server'

/**
 * `npm run check:api [-- URL]`: schemathesis sends the API valid and invalid requests, including every method of RFC 9110 (TRACE too), and compares the responses
 * with its OpenAPI document. It is a Python program (`pip install schemathesis==4.32.5`); SCHEMATHESIS gives its path if it is not on the PATH.
 */

const PROGRAM = process.env.SCHEMATHESIS ?? 'schemathesis'
/** Requests per operation in the fuzzing phase; a few minutes in all. */
const EXAMPLES = '60'

/** Invented repos must not be there: the site asks this hub for all of them. */
const HUB = path.resolve('tests/fixtures/hub')

async function main(): Promise<void> {
  const hub = await startHubServer({ root: HUB })
  process.env.HF_ENDPOINT = hub.url
  try {
    await checkSite()
  } finally {
    await hub.close()
  }
}

async function checkSite(): Promise<void> {
  await withSite(async (url) => {
    process.exitCode = await run([
      '--config-file',
      path.resolve('scripts/check-api/schemathesis.toml'),
      'run',
      `${url}/api/v1/openapi.json`,
      '--checks',
      'all',
      // Whoever asks this site on its own machine is its account `local`; tests of the guard check who is refused elsewhere.
      '--exclude-checks',
      'ignored_auth',
      '--max-examples',
      EXAMPLES,
      '--continue-on-failure',
      '--request-timeout',
      '30',
      ...given(),
    ])
  })
}

/** Further arguments are schemathesis' own. */
const given = () => process.argv.slice(2).filter((argument) => !URL.canParse(argument))

function run(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const env = {
      ...process.env,
      SCHEMATHESIS_HOOKS: 'schemathesis_hooks',
      PYTHONPATH: path.resolve('scripts/check-api'),
    }
    const child = spawn(PROGRAM, args, { stdio: 'inherit', env })
    child.once('error', (error) =>
      reject(
        new Error(
          `${PROGRAM} does not run: install it with "pip install schemathesis==4.32.5", or give its path in SCHEMATHESIS.`,
          { cause: error },
        ),
      ),
    )
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
