import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function run(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/hub-server/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  return child
}

async function firstLine(stream: NodeJS.ReadableStream | null): Promise<string> {
  if (stream === null) throw new Error('no stream')
  const lines = createInterface({ input: stream })
  const [line] = (await once(lines, 'line')) as [string]
  lines.close()
  return line
}

test('prints its address, serves the demo models, and ends when told to', async () => {
  const child = run()
  const url = await firstLine(child.stdout)
  const answer = await fetch(`${url}/api/models/demo/tiny-single`)
  expect(await answer.json()).toMatchObject({ id: 'demo/tiny-single' })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test.each([
  [['--root', '/no/such folder'], /there is no folder \/no\/such folder/],
  [['--port', 'x'], /--port must be a number/],
])('with %j it says what is wrong and ends with 1', async (args, message) => {
  const child = run(...args)
  const exit = once(child, 'exit')
  expect(await firstLine(child.stderr)).toMatch(message)
  expect(await exit).toEqual([1, null])
})
