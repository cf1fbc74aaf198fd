import { SETS } from '../downloads/sets'
import { csvRoute } from '../downloads/download-route'

export const downloadSetsCsvRoute = csvRoute(SETS)
