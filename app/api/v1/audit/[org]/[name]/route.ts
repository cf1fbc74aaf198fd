import { serve } from '@/lib/http/serve'
import { getAuditRoute } from './get-audit'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getAuditRoute)
