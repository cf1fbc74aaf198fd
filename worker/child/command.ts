import path from 'node:path'
import { canIsolate, isolated } from './isolation'
import type { ChildCommand } from './child-command'
import { niced } from './niced'
import { secretFiles } from './secret-files'

const ROOT = path.join(__dirname, '..', '..')

/**
 * The command of the verifier process, with V8's heap limited to `heapMb` megabytes. Tensors are outside that heap: see memory.ts. If the machine allows it,
 * the process sees no other process and no known secret. Everything else on the machine goes before it.
 */
export function verifierCommand(heapMb: number): ChildCommand {
  const child = path.join(ROOT, 'verifier', 'run', 'child.ts')
  const command = { file: process.execPath, args: [`--max-old-space-size=${heapMb}`, '--import', 'tsx', child] }
  return niced(canIsolate() ? isolated(command, secretFiles(process.env, ROOT)) : command)
}
