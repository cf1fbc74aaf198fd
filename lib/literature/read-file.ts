import { z } from 'zod'
import content from '@/content/index/literature.json'
import { Literature } from './schema'

/**
 * What publications say, from `content/index/literature.json`, checked.
 * @throws Error listing what is wrong with the file
 */
export function literature(): Literature {
  const checked = Literature.safeParse(content)
  if (!checked.success) throw new Error(`content/index/literature.json is wrong:\n${z.prettifyError(checked.error)}`)
  return checked.data
}
