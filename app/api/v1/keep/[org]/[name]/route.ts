import { serve } from '@/lib/http/serve'
import { getKeepRoute } from './get-keep'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getKeepRoute)
