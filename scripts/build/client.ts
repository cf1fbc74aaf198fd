import fs from 'node:fs'
import path from 'node:path'
import { runNode } from '../processes/run'
import { withLock } from '../processes/lock'
import { makeUnlessFresh } from './fingerprint'

/** Generates the Prisma client unless one from the same schema and the same Prisma exists. Returns whether it did. */
export async function generateClient(root: string): Promise<boolean> {
  const folder = path.join(root, 'prisma', 'generated')
  const names = ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']
  fs.mkdirSync(path.join(root, '.data'), { recursive: true })
  return withLock(path.join(root, '.data', 'client.lock'), () =>
    makeUnlessFresh(root, path.join(folder, '.made-from'), names, async () => {
      await runNode('prisma generate', [path.join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate'], {
        onLine: () => undefined,
      })
    }),
  )
}
