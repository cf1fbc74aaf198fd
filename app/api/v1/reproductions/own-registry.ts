import { publicOrigin } from '@/lib/http/same-origin'

/** This registry's origin, as a signed statement names it; empty where it cannot know it. */
export function ownRegistry(request: Request): string {
  const known = publicOrigin(request)
  return known === '' ? '' : new URL(known).origin
}
