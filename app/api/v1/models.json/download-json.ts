import { MODELS } from '../downloads/models'
import { jsonRoute } from '../downloads/download-route'

export const downloadModelsJsonRoute = jsonRoute(MODELS)
