import { serve } from '@/lib/http/serve'
import { withdrawRecordRoute } from './withdraw-record'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(withdrawRecordRoute)
