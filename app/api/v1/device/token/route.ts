import { serve } from '@/lib/http/serve'
import { getDeviceKeyRoute } from './get-device-key'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getDeviceKeyRoute)
