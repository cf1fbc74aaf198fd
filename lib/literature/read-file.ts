import { z } from 'zod'
import content from '@/content/index/literature.json'
import { Literature } from './schema'

/**
 * The claims of publications, from `content/index/literature.json`, validated.
 * @throws Error listing the problems of the file
 */
export function literature(): Literature {
  const checked = Literature.safeParse(content)
  if (!checked.success) throw new Error(`content/index/literature.json is wrong:\n${z.prettifyError(checked.error)}`)
  return checked.data
}
