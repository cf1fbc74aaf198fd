import fs from 'node:fs'
import { setPriority } from 'node:os'
import path from 'node:path'
import { withoutSecrets } from '@/lib/secrets'
import { startNode } from '../processes/children'
import type { Service } from './supervise'

/** Serving readers has priority: worker and verifier run at low priority. */
const NICENESS = 10

/** The worker of this start; null if this checkout has none. */
export function workerService(root: string, env: NodeJS.ProcessEnv): Service | null {
  const program = path.join(root, 'worker', 'main.ts')
  if (!fs.existsSync(program)) return null
  return {
    name: 'the worker',
    log: 'above, in the lines that begin with [worker]',
    start: async () => {
      const child = startNode(['--import', 'tsx', program], {
        ...withoutSecrets({ ...env, NODE_ENV: 'production' }),
        onLine: (line) => console.log(`[worker] ${line}`),
      })
      setPriority(child.pid, NICENESS)
      return child
    },
  }
}
