import fs from 'node:fs'
import path from 'node:path'
import { startNode } from '../processes/children'
import type { Service } from './supervise'

/** The one worker of this start; null when this checkout has none. */
export function workerService(root: string, env: NodeJS.ProcessEnv): Service | null {
  const program = path.join(root, 'worker', 'main.ts')
  if (!fs.existsSync(program)) return null
  return {
    name: 'the worker',
    log: 'above, in the lines that begin with [worker]',
    start: async () =>
      startNode(['--import', 'tsx', program], {
        env: { ...env, NODE_ENV: 'production' },
        onLine: (line) => console.log(`[worker] ${line}`),
      }),
  }
}
