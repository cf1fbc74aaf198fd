import { serve } from '@/lib/http/serve'
import { getFindSchemaRoute } from './get-find-schema'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getFindSchemaRoute)
