import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ask } from '../app/api/ask'

const ROOT = path.join(__dirname, '..', '..')
const read = (name: string) => readFileSync(path.join(ROOT, name), 'utf8')
const guide = read('docs/running.md')
const all = (pattern: RegExp) => [...new Set([...guide.matchAll(pattern)].map(([, found]) => found ?? ''))]

test('the guide for operators names variables, commands, files and addresses that are there', async () => {
  const settings = read('README.md')
  const variables = all(/^(?:[\w:/@.=-]+ )*?([A-Z][A-Z_]+)=/gm).concat(all(/`([A-Z][A-Z]+_[A-Z_]+)`/g))
  expect(variables.length).toBeGreaterThan(10)
  expect(variables.filter((name) => !new RegExp(`\`${name}\`|\`[^|]*${name}[^|]*\``).test(settings))).toEqual([])

  const { scripts } = JSON.parse(read('package.json')) as { scripts: object }
  for (const name of all(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty([name])
  for (const name of all(/\b((?:deploy|scripts|bin)\/[\w.-]+)/g))
    expect({ name, is: existsSync(path.join(ROOT, name)) }).toEqual({ name, is: true })
  const { paths } = (await (await ask('/api/v1/openapi.json')).json()) as { paths: object }
  for (const address of all(/(\/api\/v1\/\w+)/g)) expect(paths).toHaveProperty([address])
})
