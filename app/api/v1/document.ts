import type { Route } from '@/lib/http/declaration'
import { openApiDocument } from '@/lib/http/openapi'
import { WEBHOOKS } from './webhook-messages'
import packageJson from '@/package.json'

let document: ReturnType<typeof openApiDocument> | null = null

/** The OpenAPI document of all routes, built once per process. */
export function apiDocument(routes: readonly Route[]): ReturnType<typeof openApiDocument> {
  return (document ??= openApiDocument(routes, {
    title: 'Super weights',
    version: packageJson.version,
    description:
      'The public registry of super-weight coordinates. Reading needs no account. Errors are `application/problem+json`; each `code` has a page at `/errors/{code}`.',
    webhooks: WEBHOOKS,
  }))
}
