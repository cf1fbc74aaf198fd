import { SETS } from '../downloads/sets'
import { jsonRoute } from '../downloads/download-route'

export const downloadSetsJsonRoute = jsonRoute(SETS)
