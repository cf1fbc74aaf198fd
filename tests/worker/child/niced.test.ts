import { execFileSync } from 'node:child_process'
import os from 'node:os'
import { niced } from '@/worker/child/niced'

test('whatever a worker starts for a run has the niceness 10, and its children, too', () => {
  const say = "console.log(require('node:os').getPriority())"
  const parent = `${say}; require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(say)}], {stdio: 'inherit'})`
  const { file, args } = niced({ file: process.execPath, args: ['-e', parent] })
  const expected = Math.max(10, os.getPriority())
  expect(execFileSync(file, [...args], { encoding: 'utf8' })).toBe(`${expected}\n${expected}\n`)
})
