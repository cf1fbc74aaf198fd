import { messageOf } from '@/lib/errors/describe'
import { progressWords } from '../rerender-words'

/**
 * Renders the records again where an older release wrote them in another schema. The site answers meanwhile: what it reads is upgraded on the way. A
 * failure stops nothing; the next start, or `npm run rerender`, goes on.
 */
export async function renewRecords(note: (text: string) => void): Promise<string> {
  // Not above: these load the database client, which is generated after this file is loaded.
  const { closeDb } = await import('@/lib/db')
  const { rerenderAll, rerenderIsDue } = await import('@/lib/records/rerender')
  try {
    if (!(await rerenderIsDue())) return 'up to date'
    const { total, changed } = await rerenderAll((progress) => note(progressWords(progress)))
    return `${total} rendered again, ${changed} changed`
  } catch (error) {
    return `not all could be rendered again (${messageOf(error)}): run npm run rerender`
  } finally {
    await closeDb() // this process needs the database no more
  }
}
