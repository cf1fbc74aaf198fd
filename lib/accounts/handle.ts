import { db } from '@/lib/db'
import { LOCAL } from './local'

/** As Hugging Face allows for its users; it stands in addresses. */
const MAX_LENGTH = 42
/** The registry's own words, which nobody may be called. */
const RESERVED = new Set<string>([LOCAL.handle, 'superweights', 'registry', 'worker', 'me'])
/** Handles of people who have left: `deleted-12`. */
const DELETED = /^deleted-\d+$/i

/** The handle that a person keeps here: as at the provider where it is free, else with a number behind it. */
export async function freeHandle(name: string): Promise<string> {
  const wanted = handleOf(name)
  for (let number = 1; ; number++) {
    const handle = number === 1 ? wanted : `${wanted.slice(0, MAX_LENGTH - 1 - String(number).length)}-${number}`
    if (!isReserved(handle) && !(await isTaken(handle))) return handle
  }
}

/** Letters, digits, `.`, `_` and `-`, beginning with a letter or digit. */
export function handleOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w.-]+/g, '-')
    .replaceAll(/^[._-]+|[._-]+$/g, '')
    .slice(0, MAX_LENGTH)
  return plain === '' ? 'someone' : plain
}

export const deletedHandle = (id: number): string => `deleted-${id}`

const isReserved = (handle: string) => RESERVED.has(handle.toLowerCase()) || DELETED.test(handle)

/** Handles differ in more than case: the index `accounts_handle_lower_key`. */
async function isTaken(handle: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: number }[]>`select id from accounts where lower(handle) = lower(${handle})`
  return rows.length > 0
}
