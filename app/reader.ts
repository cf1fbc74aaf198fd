import { cache } from 'react'
import { readerOf } from '@/lib/accounts/authorise'
import { incoming } from './incoming'

/** Who reads this page, looked up once for it; null for nobody, and for a key that is not valid. */
export const readerOfPage = cache(async () => readerOf(await incoming()))
