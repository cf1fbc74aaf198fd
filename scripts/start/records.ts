import { messageOf } from '@/lib/errors/describe'
import { progressWords } from '../rerender-progress'

/**
 * Renders records again that an older release wrote in another schema. The site works meanwhile: records are upgraded when read. A failure does not
 * stop the start; the next one, or `npm run rerender`, continues.
 */
export async function renewRecords(note: (text: string) => void): Promise<string> {
  // Imported here: these load the database client, which is generated after this file is loaded.
  const { closeDb } = await import('@/lib/db')
  const { rerenderAll, rerenderIsDue } = await import('@/lib/records/rerender')
  try {
    if (!(await rerenderIsDue())) return 'up to date'
    const { total, changed } = await rerenderAll((progress) => note(progressWords(progress)))
    return `${total} rendered again, ${changed} changed`
  } catch (error) {
    return `not all could be rendered again (${messageOf(error)}): run npm run rerender`
  } finally {
    await closeDb() // this process no longer needs the database
  }
}
