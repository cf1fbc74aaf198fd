import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { dispatch } from './router'

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const ORIGIN = 'http://localhost:3000'
let contract: Promise<{ document: Document; ajv: Ajv2020 }> | null = null

/** The published document, as a client gets it. */
async function load(): Promise<{ document: Document; ajv: Ajv2020 }> {
  const response = await dispatch(new Request(`${ORIGIN}/api/v1/openapi.json`))
  const document = (await response.json()) as Document
  // OpenAPI's own words beside the schema's are annotations.
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    allowUnionTypes: true,
    keywords: ['example'],
    schemas: [],
  })
  addFormats(ajv)
  ajv.addVocabulary(['openapi', 'info', 'servers', 'paths', 'components', 'webhooks'])
  ajv.addSchema(document, 'api')
  return { document, ajv }
}

/** Fails unless the published document allows this very answer: its status, its content type, and a body that fits its schema. */
export async function expectPublished(method: string, pathname: string, response: Response): Promise<void> {
  const { document, ajv } = await (contract ??= load())
  const body = await response.clone().text()
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? ''
  const found = operationOf(document, method, pathname)
  if (!found) return expectProblem(ajv, response.status, type, body)
  const declared = found.operation.responses[response.status]
  if (!declared)
    throw new Error(`${method} ${pathname} answered ${response.status}, which its document does not know: ${body}`)
  if (method === 'HEAD' || !declared.content) return expect(body).toBe('')
  expect(Object.keys(declared.content)).toContain(type)
  if (!type.endsWith('json')) return
  validate(ajv, `${found.pointer}/responses/${response.status}/content/${escape(type)}/schema`, body)
}

/** A path without a route, and a method that an address does not have, are no operations: a problem is all there can be. */
function expectProblem(ajv: Ajv2020, status: number, type: string, body: string): void {
  expect([404, 405]).toContain(status)
  expect(type).toBe('application/problem+json')
  if (body !== '') validate(ajv, '/components/schemas/Problem', body)
}

function operationOf(document: Document, method: string, pathname: string) {
  const name = method === 'HEAD' ? 'get' : method.toLowerCase()
  for (const [template, operations] of Object.entries(document.paths)) {
    const pattern = new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`)
    const operation = pattern.test(pathname) ? operations[name] : undefined
    if (operation) return { operation, pointer: `/paths/${escape(template)}/${name}` }
  }
  return null
}

function validate(ajv: Ajv2020, pointer: string, body: string): void {
  const check: ValidateFunction = ajv.getSchema(`api#${pointer}`) ?? ajv.compile({ $ref: `api#${pointer}` })
  check(JSON.parse(body))
  expect(check.errors ?? []).toEqual([])
}

function escape(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
}
