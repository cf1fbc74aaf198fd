import { publicOrigin } from '@/lib/http/same-origin'
import { incoming } from './incoming'

/** The origin that commands on pages begin with; a placeholder a reader will notice where none can be trusted. */
export async function origin(): Promise<string> {
  return publicOrigin(await incoming()) || 'https://REGISTRY'
}
