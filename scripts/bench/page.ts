import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const FOLDER = path.join(process.cwd(), 'content', 'docs')

/** The beginning of a page that does not exist yet. */
const INTROS = {
  'cost.mdx': `# What a verification costs

The verifier holds one step of a layer in memory at a time, so a 7B model is verified on a machine that could never load it. These are measurements
on random checkpoints with Llama-7B's layers (hidden 4096, intermediate 11008, bfloat16). \`npm run bench:verdict -- --write\`,
\`npm run bench:verifier -- --write\` and \`npm run bench:transformers -- --write\` write this page.
`,
  'serving.mdx': `# What serving costs

How many requests a second the site answers, and how readers fare while others write.

\`npm run bench:api -- --write\`, \`npm run bench:readers -- --write\` and
\`npm run bench:overload -- --write\` write this page; each starts a site of its own.
`,
}

/** Replaces the section of the same title in the docs page, or appends it. */
export function withSection(page: string, title: string, body: string): string {
  const section = `## ${title}\n\n${body.trim()}\n`
  const parts = page.split(/\n(?=## )/)
  const at = parts.findIndex((part) => part.startsWith(`## ${title}\n`))
  if (at < 0) return [...parts, section].join('\n')
  return parts.with(at, section).join('\n')
}

/** Prints the section; with `--write` it also updates the docs page. */
export function publish(title: string, body: string, page: keyof typeof INTROS = 'cost.mdx'): void {
  console.log(`\n## ${title}\n\n${body.trim()}`)
  if (!process.argv.includes('--write')) return
  const file = path.join(FOLDER, page)
  writeFileSync(file, withSection(existsSync(file) ? readFileSync(file, 'utf8') : INTROS[page], title, body), 'utf8')
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(2)} GB`
export const percent = (part: number) => `${(100 * part).toFixed(1)} %`
