import { identify } from '@/lib/accounts/identify'
import { LOCAL } from '@/lib/accounts/local'
import type { WhoAmI } from './schema'

/**
 * Who sends a request; null for nobody.
 * @throws AppError 401 `invalid-key`
 */
export async function whoAmI(request: Request): Promise<WhoAmI | null> {
  const who = await identify(request)
  if (who === null) return null
  const { via, account, rights } = who
  return { handle: account?.handle ?? LOCAL.handle, via, roles: [...rights.roles], scopes: [...rights.scopes] }
}
