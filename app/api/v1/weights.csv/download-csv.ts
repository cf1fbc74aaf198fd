import { WEIGHTS } from '../downloads/weights'
import { csvRoute } from '../downloads/download-route'

export const downloadWeightsCsvRoute = csvRoute(WEIGHTS)
