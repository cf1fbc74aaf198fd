import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseCoordinate } from '@/lib/coordinates'

const page = readFileSync(path.join(__dirname, '..', '..', 'content', 'docs', 'command-line.mdx'), 'utf8')
const section = page.split('## Coordinates\n')[1]?.split('\n## ')[0] ?? ''
const lists = [...section.matchAll(/```text\n([^`]+)```/g)].map(([, lines = '']) => lines.trim().split('\n'))

test('the spellings that the documentation lists are read as the same scalar', () => {
  expect(lists.map((list) => list.length)).toEqual([6, 4])
  for (const list of lists) {
    const [first, ...others] = list.map((line) => ({ ...parseCoordinate(line), tensor: null }))
    for (const other of others) expect(other).toEqual(first)
  }
})
