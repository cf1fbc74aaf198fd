import path from 'node:path'
import { canIsolate, isolated } from './isolation'
import type { ChildCommand } from './child-command'
import { secretFiles } from './secret-files'

const ROOT = path.join(__dirname, '..', '..')

/**
 * The verifier as a process of its own, with V8's heap limited to `heapMb` megabytes. Tensors lie outside that heap: see memory.ts. Where the machine allows
 * it, no other process and no known secret is in its sight.
 */
export function verifierCommand(heapMb: number): ChildCommand {
  const child = path.join(ROOT, 'verifier', 'run', 'child.ts')
  const command = { file: process.execPath, args: [`--max-old-space-size=${heapMb}`, '--import', 'tsx', child] }
  return canIsolate() ? isolated(command, secretFiles(process.env, ROOT)) : command
}
