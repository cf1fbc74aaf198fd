import { ownOrigin } from './own-origin'

/** The origin in the commands that pages print; an obvious placeholder when no host can be trusted. */
export async function commandOrigin(): Promise<string> {
  return (await ownOrigin()) || 'https://REGISTRY'
}
