import { MODELS } from '../downloads/models'
import { csvRoute } from '../downloads/download-route'

export const downloadModelsCsvRoute = csvRoute(MODELS)
