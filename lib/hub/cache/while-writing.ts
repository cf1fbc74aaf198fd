import { codeOf } from '@/lib/disk/error-code'
import { HubError } from '../errors/hub-error'

/** Runs `write`. @throws HubError `disk-full` for a full disk; every other error unchanged */
export async function whileWriting<T>(folder: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')) throw error
    throw new HubError(
      'disk-full',
      `No space is left on the disk of ${folder}. Free some, set HF_HOME to a larger disk, or stream the weights instead of caching them. What was fetched stays, and the next run continues from there.`,
      { cause: error },
    )
  }
}
