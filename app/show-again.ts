import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { identify } from '@/lib/accounts/identify'
import { incoming } from './incoming'

/**
 * After a form has changed what its own page shows: the page as it is now. Revalidating alone would do with scripts; without them the redirect keeps a reload
 * from sending the form again. Next follows a redirect by itself, from where nobody is `local`: that account gets the page in place of it.
 * @param path of the page
 * @param section where to go on it
 */
export async function showAgain(path: string, section?: string): Promise<void> {
  revalidatePath(path)
  const who = await identify(await incoming())
  if (who?.via !== 'local') redirect(section === undefined ? path : `${path}#${section}`)
}
