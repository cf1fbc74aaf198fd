import type { Route } from '@/lib/http/declaration'
import { DESCRIBED_ROUTES } from './described-routes'
import { getOpenApiRoute } from './openapi.json/get-openapi'

/** Every route of the API, in the order of the document. A test compares this list with the folders. */
export const ROUTES: readonly Route[] = [...DESCRIBED_ROUTES, getOpenApiRoute]
