import { spawn } from 'node:child_process'
import path from 'node:path'

export interface Outcome {
  code: number | null
  /** Standard output and standard error. */
  text: string
}

const root = path.join(__dirname, '..', '..')

/** Runs `npx prisma ...` as a person would, in this checkout or in `folder`, on a database. */
export function prisma(args: string[], databaseUrl: string, folder = root): Promise<Outcome> {
  const program = path.join(root, 'node_modules', 'prisma', 'build', 'index.js')
  const { PRISMA_SCHEMA_ENGINE_BINARY: _, ...env } = process.env as NodeJS.ProcessEnv
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...env, DATABASE_URL: databaseUrl, CHECKPOINT_DISABLE: '1', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
    })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, text }))
  })
}
