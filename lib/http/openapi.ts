import { z } from 'zod'
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi'
import { describeAuth } from '@/lib/accounts/auth'
import { COOKIE_PREFIX } from '@/lib/accounts/sign-in/names'
import type { ResponseDeclaration, Route, RouteFacts } from './declaration'
import { KEY_PATTERN, MAX_KEY_LENGTH } from '@/lib/limits/idempotency-key'
import { Problem } from './problem-schema'

/** What each status means, for the document. */
const PROBLEM_WORDS: Readonly<Record<number, string>> = {
  400: 'The request could not be read: an unknown or repeated parameter, a bad cursor, a body that is not JSON.',
  401: 'Signing in is required.',
  403: 'Not allowed from this origin or for this account.',
  404: 'Nothing with this name exists.',
  405: 'This method is not allowed here.',
  409: 'Not possible in its current state, or a request with this Idempotency-Key is in progress.',
  413: 'The body is too long.',
  415: 'The body is not JSON.',
  421: 'This is not a host name of the registry.',
  422: 'A value is invalid; `errors` names each.',
  429: 'Too many requests; `retry-after` says when to try again.',
  431: 'The address and headers are too long.',
  500: 'An error of the registry, logged under the request id.',
  503: 'The registry cannot do this at the moment; `retry-after` says when to try again.',
  507: 'A disk of the registry is full, so nothing can be stored; `retry-after` says when to try again.',
}

const RequestId = z
  .string()
  .meta({ description: 'Identifies this exchange in our logs; a well-formed one from the client is kept.' })
const ETag = z
  .string()
  .meta({ description: 'Strong. Send it as `if-none-match` to get 304 while nothing has changed.' })

/** Request headers of every write. */
const WriteHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .optional()
    .meta({
      description:
        'Identifies this request for 24 hours: sent again with the same body it receives the same response, including status and `Location`; with another body 422; while the first is in progress 409. 1 to 255 printable ASCII characters in double quotes (draft-ietf-httpapi-idempotency-key-header-07).',
      example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
      override: { type: 'string', pattern: KEY_PATTERN, maxLength: MAX_KEY_LENGTH + 2 },
    }),
})

const RateLimit = {
  ratelimit: z.string().optional().meta({
    description: 'The remainder of each limit: `r` writes for `t` seconds (draft-ietf-httpapi-ratelimit-headers-10).',
    example: '"writes-address";r=239;t=3600, "writes-account";r=119;t=3600',
  }),
  'ratelimit-policy': z.string().optional().meta({
    description: 'The limits: `q` writes within `w` seconds.',
    example: '"writes-address";q=240;w=3600, "writes-account";q=120;w=3600',
  }),
}
const RetryAfter = { 'retry-after': z.string().optional().meta({ description: 'Seconds to wait.' }) }
/** Statuses with `retry-after`. */
const LATER = [409, 429, 503]

export interface DocumentInfo {
  readonly title: string
  readonly version: string
  readonly description: string
  /** What the registry sends of itself, by name. */
  readonly webhooks?: ZodOpenApiPathsObject
}

/** How a request says for whom it acts. On a registry's own machine without a sign-in provider neither is needed. */
const SECURITY_SCHEMES = {
  key: { type: 'http', scheme: 'bearer', description: 'A key of an account: `Authorization: Bearer sw_...`.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: `${COOKIE_PREFIX}.session_token`,
    description: 'A browser that is signed in; with `__Secure-` before its name where the site is served by https.',
  },
} as const

/** The OpenAPI 3.1 document of `routes`, generated from the schemas that check their input and output. */
export function openApiDocument(
  routes: readonly Route[],
  { webhooks = {}, ...info }: DocumentInfo,
): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {}
  for (const one of routes) {
    paths[one.path] = { ...paths[one.path], [one.method.toLowerCase()]: operationOf(one) }
  }
  const document = createDocument({
    openapi: '3.1.1',
    info: { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    components: { securitySchemes: SECURITY_SCHEMES },
    paths,
    webhooks,
  })
  allowEmptyQueries(document)
  return document
}

/** An empty query parameter counts as absent (./query.ts); the document says so in OpenAPI's terms. */
function allowEmptyQueries({ paths = {} }: ReturnType<typeof createDocument>): void {
  for (const item of Object.values(paths)) {
    const operations = [item.get, item.post].flatMap((operation) => operation?.parameters ?? [])
    for (const parameter of operations)
      if ('in' in parameter && parameter.in === 'query') parameter.allowEmptyValue = true
  }
}

function operationOf(route: RouteFacts): ZodOpenApiOperationObject {
  return {
    operationId: route.name,
    summary: route.summary,
    ...descriptionOf(route),
    security: route.auth === 'anyone' ? [] : [{ key: [] }, { session: [] }],
    tags: [(route.path.split('/')[3] ?? 'api').replace(/\.(csv|json)$/, '')],
    requestParams: {
      ...(route.params ? { path: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(route.method === 'GET' || route.auth === 'anyone' ? {} : { header: WriteHeaders }),
    },
    ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } } : {}),
    responses: { ...answersOf(route), ...problemsOf(route) },
  }
}

/** Who may call, in words: security schemes know neither roles nor that a person must act. */
function descriptionOf({ auth, description }: RouteFacts): { description?: string } {
  const who = auth === 'anyone' ? null : `Only ${describeAuth(auth)} may call this.`
  const text = [description, who].filter((part) => typeof part === 'string').join(' ')
  return text === '' ? {} : { description: text }
}

function answersOf(route: RouteFacts): ZodOpenApiResponsesObject {
  const answers: ZodOpenApiResponsesObject = {}
  for (const [status, declared] of Object.entries(route.response)) {
    const tagged =
      route.method === 'GET' && status === '200' && !declared.streamed && declared.contentType !== 'text/event-stream'
    answers[`${Number(status)}` as `2${string}`] = {
      description: declared.description,
      headers: headersOf(declared, tagged, route.method !== 'GET'),
      ...(declared.schema ? { content: contentOf(declared.schema, declared) } : {}),
    }
    if (tagged)
      answers['304'] = {
        description: 'Not changed since the given ETag.',
        headers: z.object({ etag: ETag, 'x-request-id': RequestId }),
      }
  }
  return answers
}

function contentOf(schema: z.ZodType, { contentType = 'application/json', alsoAs = [] }: ResponseDeclaration) {
  // A schema describes what a client parses: YAML becomes an object, other types are text.
  const schemaOf = (type: string) => (type.endsWith('/yaml') ? z.looseObject({}) : z.string())
  return { [contentType]: { schema }, ...Object.fromEntries(alsoAs.map((type) => [type, { schema: schemaOf(type) }])) }
}

function headersOf({ headers = {} }: ResponseDeclaration, tagged: boolean, writes: boolean): z.ZodObject {
  const own = Object.entries(headers).map(
    ([name, description]) => [name, z.string().optional().meta({ description })] as const,
  )
  return z.object({
    'x-request-id': RequestId,
    ...(tagged ? { etag: ETag } : {}),
    ...(writes ? RateLimit : {}),
    ...Object.fromEntries(own),
  })
}

/** Statuses of every route, and further ones for routes with a body, that change something, or that are not open to everyone. */
function problemsOf(route: RouteFacts): ZodOpenApiResponsesObject {
  const known = route.auth === 'anyone' ? [] : [401, 403]
  const changing = route.method === 'GET' ? [] : [403, 409, 421, 422, 429, 507]
  const statuses = new Set([
    400,
    431,
    500,
    503,
    ...(route.query ? [422] : []),
    ...known,
    ...changing,
    ...(route.body ? [413, 415, 422] : []),
    ...(route.problems ?? []),
  ])
  const problems: ZodOpenApiResponsesObject = {}
  for (const status of [...statuses].sort((a, b) => a - b)) {
    if (route.response[status]) continue // a status whose body the route itself declares
    problems[`${status}` as `4${string}`] = {
      description: PROBLEM_WORDS[status] ?? 'The request failed.',
      headers: z.object({
        'x-request-id': RequestId,
        ...(LATER.includes(status) ? RetryAfter : {}),
        ...(status === 429 ? RateLimit : {}),
      }),
      content: { 'application/problem+json': { schema: Problem } },
    }
  }
  return problems
}
