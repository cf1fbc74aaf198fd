import { publicOrigin } from '@/lib/http/same-origin'
import { incoming } from './incoming'

/** The origin in the commands that pages print; an obvious placeholder when no host can be trusted. */
export async function commandOrigin(): Promise<string> {
  return publicOrigin(await incoming()) || 'https://REGISTRY'
}
