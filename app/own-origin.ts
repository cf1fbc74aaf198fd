import { publicOrigin } from '@/lib/http/same-origin'
import { incoming } from './incoming'

/** The origin of absolute addresses in pages; empty when none can be trusted, so that they are relative. */
export async function ownOrigin(): Promise<string> {
  return publicOrigin(await incoming())
}
