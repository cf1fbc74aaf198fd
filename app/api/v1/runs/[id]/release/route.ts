import { serve } from '@/lib/http/serve'
import { releaseRunRoute } from './release-run'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(releaseRunRoute)
