import { serve } from '@/lib/http/serve'
import { getOpenApiRoute } from './get-openapi'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getOpenApiRoute)
