import { CLAIMS } from '../downloads/claims'
import { jsonRoute } from '../downloads/download-route'

export const downloadClaimsJsonRoute = jsonRoute(CLAIMS)
