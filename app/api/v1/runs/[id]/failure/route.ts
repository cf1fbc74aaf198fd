import { serve } from '@/lib/http/serve'
import { failRunRoute } from './fail-run'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(failRunRoute)
