import { CLAIMS } from '../downloads/claims'
import { csvRoute } from '../downloads/download-route'

export const downloadClaimsCsvRoute = csvRoute(CLAIMS)
