import { serve } from '@/lib/http/serve'
import { askForDeviceRoute } from './ask-for-device'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(askForDeviceRoute)
