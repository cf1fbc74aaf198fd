import { type Identified, identify } from '@/lib/accounts/identify'
import { LOCAL } from '@/lib/accounts/local'
import type { WhoAmI } from './schema'

/**
 * Who sends a request; null for nobody.
 * @throws AppError 401 `invalid-key`
 */
export async function whoAmI(request: Request): Promise<WhoAmI | null> {
  const who = await identify(request)
  return who && describeWho(who)
}

/** How someone identified is told who they are. */
export function describeWho({ via, account, rights }: Identified): WhoAmI {
  return { handle: account?.handle ?? LOCAL.handle, via, roles: [...rights.roles], scopes: [...rights.scopes] }
}
