import { messageOf } from '../../lib/errors/describe'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { wholeNumber } from '../../lib/whole-number'
import { startHubServer } from './server'

/** `tsx scripts/hub-server/main.ts [--root FOLDER] [--port N]`: serves until a stop signal; prints its address on one line. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { root: { type: 'string' }, port: { type: 'string', default: '0' } } })
  const port = wholeNumber(0, 65_535).safeParse(values.port)
  if (!port.success) throw new Error(`--port must be a number from 0 to 65535, not "${values.port}"`)
  const server = await startHubServer({
    root: values.root ?? path.join(__dirname, '../../tests/fixtures/hub'),
    port: port.data,
  })
  console.log(server.url)
  const stop = () => {
    server.close().catch((error: unknown) => {
      console.error('hub-server:', error)
      process.exitCode = 1
    })
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

main().catch((error: unknown) => {
  console.error(`hub-server: ${messageOf(error)}`)
  process.exitCode = 1
})
