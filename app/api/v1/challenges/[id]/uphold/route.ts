import { serve } from '@/lib/http/serve'
import { upholdRecordRoute } from './uphold-record'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(upholdRecordRoute)
