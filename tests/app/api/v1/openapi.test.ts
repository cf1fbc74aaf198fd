import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ROUTES } from '@/app/api/v1/routes'
import { TOOLS } from '@/lib/keep/formats'
import { ask, askTwice } from '../ask'
import { ADDRESSES } from '../router'

interface Operation {
  operationId: string
  summary: string
  parameters?: { name: string; in: string; schema: unknown }[]
  requestBody?: unknown
  responses: Record<string, { description: string; content?: Record<string, unknown> }>
}
interface Document {
  openapi: string
  info: { version: string }
  paths: Record<string, Record<string, Operation>>
}

const document = async () => (await (await ask('/api/v1/openapi.json')).json()) as Document

test('200: the document changes only on purpose (jest -u after reading the difference)', async () => {
  const { info, ...rest } = await document()
  expect(info.version).toMatch(/^\d+\.\d+\.\d+/)
  expect(rest).toMatchSnapshot()
})

test('304: a client generator can ask whether the document is still the same', async () => {
  await askTwice('/api/v1/openapi.json')
})

test('every address that Next serves is in the document, and nothing else', async () => {
  const folders = ADDRESSES.map(({ template }) => template).filter((template) => !template.includes('...'))
  const { paths } = await document()
  expect(Object.keys(paths).sort()).toEqual(folders.sort())
  for (const { path: template, method } of ROUTES)
    expect(Object.keys(paths[template] ?? {})).toContain(method.toLowerCase())
})

test('every route.ts serves the routes of its own address, and every declaration is served', () => {
  for (const { file, template } of ADDRESSES) {
    const declared = readdirSync(path.dirname(file)).filter(
      (name) =>
        name.endsWith('.ts') &&
        /= ((route|schemaRoute|maintenanceRoute|actRoute)\(\{|(csv|json)Route\()/.test(
          readFileSync(path.join(path.dirname(file), name), 'utf8'),
        ),
    )
    expect(declared).toHaveLength(ROUTES.filter((route) => route.path === template).length)
    const source = readFileSync(file, 'utf8')
    for (const name of declared) expect(source).toContain(`'./${name.replace('.ts', '')}'`)
  }
})

/** What lists to keep are, beside JSON. */
const LIST_TYPES = new Set(TOOLS.map(({ mediaType }) => mediaType).filter((type) => type !== 'application/json'))

/** Routes whose 503 says how the registry is, in the form of their 200. */
const STATES: readonly string[] = ['getHealth', 'getReady']

test('every operation has an id of its own, a summary, its path parameters, and schemas for its answers and problems', async () => {
  const { paths } = await document()
  const ids: string[] = []
  for (const [template, operations] of Object.entries(paths)) {
    for (const { operationId, summary, parameters = [], responses } of Object.values(operations)) {
      ids.push(operationId)
      expect(summary).not.toBe('')
      const wanted = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(parameters.filter((p) => p.in === 'path').map((p) => p.name)).toEqual(wanted)
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '500', '503']))
      for (const [status, { content }] of Object.entries(responses)) {
        if (['204', '304', '308'].includes(status)) expect(content).toBeUndefined()
        else if (Number(status) >= 400 && !STATES.includes(String(operationId)))
          expect(content).toHaveProperty(['application/problem+json', 'schema'])
        else expect(Object.keys(content ?? {})).toHaveLength(operationId === 'getKeep' ? 1 + LIST_TYPES.size : 1)
      }
    }
  }
  expect(new Set(ids).size).toBe(ids.length)
})
