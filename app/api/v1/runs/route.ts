import { serve } from '@/lib/http/serve'
import { takeRunRoute } from './take-run'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(takeRunRoute)
