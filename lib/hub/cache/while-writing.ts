import { codeOf } from '@/lib/disk/error-code'
import { HubError } from '../errors/hub-error'

/** @throws HubError `disk-full` in place of the system's own word for it; everything else as it is */
export async function whileWriting<T>(folder: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')) throw error
    throw new HubError(
      'disk-full',
      `There is no room left on the disk of ${folder}. Free some, set HF_HOME to a larger disk, or stream the weights instead of keeping them. What was fetched is kept, and the next run goes on from there.`,
      { cause: error },
    )
  }
}
