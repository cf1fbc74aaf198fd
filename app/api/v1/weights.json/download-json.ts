import { WEIGHTS } from '../downloads/weights'
import { jsonRoute } from '../downloads/download-route'

export const downloadWeightsJsonRoute = jsonRoute(WEIGHTS)
