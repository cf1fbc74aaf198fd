import fs from 'node:fs'
import path from 'node:path'
import { runNode } from '../processes/run'
import { withLock } from '../processes/lock'
import { compressFiles } from './compress'
import { makeUnlessFresh } from './fingerprint'
import { writeInlineHashes } from './inline-hashes'

/** Inputs of the build. Files read at run time need not be listed. */
const SOURCES = [
  ...[
    'app',
    'components',
    'lib',
    'content',
    'public',
    'prisma/schema.prisma',
    'instrumentation.ts',
    'proxy.ts',
    'scripts/build',
  ],
  ...['next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json'],
]

/** Builds the site unless it is already built from the same sources. Returns whether it did. */
export async function buildSite(root: string, onLine: (line: string) => void): Promise<boolean> {
  fs.mkdirSync(path.join(root, '.data'), { recursive: true })
  return withLock(path.join(root, '.data', 'build.lock'), () =>
    makeUnlessFresh(root, path.join(root, '.next', 'made-from'), SOURCES, async () => {
      const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
      await runNode('next build', [nextProgram(root), 'build'], { env, onLine })
      writeInlineHashes(path.join(root, '.next'))
      compressFiles(path.join(root, '.next'))
    }),
  )
}

const nextProgram = (root: string) => path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
