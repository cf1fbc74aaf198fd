// `npm start`: from a bare checkout to a running registry. This part needs no package; the rest is scripts/start/main.ts.
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkNode, installMissing } from './install.mjs'

checkNode()
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
installMissing(root, console.log)

// In this process rather than a child: fewer processes to forward signals to.
await import('tsx')
createRequire(import.meta.url)('./start/main.ts')
