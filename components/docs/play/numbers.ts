import { readFileSync } from 'node:fs'
import path from 'node:path'
import { EditedDemo } from '@/lib/edited-demo/schema'

let read: EditedDemo | undefined

/** The measured numbers of the figure. The site runs in the repository's root (scripts/start ensures it). */
export function editedDemo(): EditedDemo {
  const file = path.join(process.cwd(), 'content', 'docs', 'edited-demo.json')
  return (read ??= EditedDemo.parse(JSON.parse(readFileSync(file, 'utf8'))))
}
