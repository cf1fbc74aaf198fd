import { readFile } from 'node:fs/promises'
import path from 'node:path'

// The site runs in the repository's root (scripts/start ensures it).
const folder = path.join(process.cwd(), 'node_modules', '@fontsource')

const FILES = [
  ['serif', 500, 'source-serif-4/files/source-serif-4-latin-500-normal.woff'],
  ['sans', 400, 'source-sans-3/files/source-sans-3-latin-400-normal.woff'],
  ['sans', 600, 'source-sans-3/files/source-sans-3-latin-600-normal.woff'],
  ['mono', 400, 'source-code-pro/files/source-code-pro-latin-400-normal.woff'],
] as const

let loaded: Promise<{ name: string; weight: 400 | 500 | 600; data: Buffer }[]> | null = null

/** The typefaces of the site (app/fonts.ts), as cards are drawn with them; read once. */
export function cardTypefaces() {
  loaded ??= Promise.all(
    FILES.map(async ([name, weight, file]) => ({ name, weight, data: await readFile(path.join(folder, file)) })),
  )
  return loaded
}

/** Text in the characters of these files: for any other, what draws cards would ask a server of typefaces. */
export function drawable(text: string): string {
  return text.replaceAll(/[^\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2212]/gu, '?')
}
