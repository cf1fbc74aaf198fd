import { serve } from '@/lib/http/serve'
import { listClaimsRoute } from './list-claims'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listClaimsRoute)
