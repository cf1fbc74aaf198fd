import { SWP2 } from './swp2'

/** The document of the protocol that new runs follow; without hash functions, so that the browser can load it. */
export const CURRENT_DOCUMENT = SWP2
