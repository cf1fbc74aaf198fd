import { serve } from '@/lib/http/serve'
import { suggestReposRoute } from './suggest-repos'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(suggestReposRoute)
