#!/usr/bin/env node
// `npx superweights` in the checkout. This part needs no package; the rest is bin/superweights.ts.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fs.realpathSync(fileURLToPath(import.meta.url))))
if (!fs.existsSync(path.join(root, 'node_modules', 'tsx'))) {
  console.error(`superweights: the packages are not installed yet; run "npm install" in ${root} first.`)
  process.exit(3)
}
// Started from any folder, the alias @/ is this checkout's, and so are its caches.
process.env.TSX_TSCONFIG_PATH = path.join(root, 'tsconfig.json')
process.env.DATA_DIR ||= path.join(root, '.data')

// Registered for the whole process: only then does tsx find in its cache what it compiled before; its own `require` compiles every file again.
const { register } = await import('tsx/cjs/api')
register()
// This command alone loads a part of itself later, by `import()`: how it reaches its registry.
if (process.argv[2] === 'worker') (await import('tsx/esm/api')).register()
createRequire(import.meta.url)('./superweights.ts')
