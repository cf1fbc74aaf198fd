// `npm test`: types, lint, all suites, and the browser tests if Chromium is installed. `npm test -- tests/lib/hub` runs some suites only.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkNode, installMissing } from './install.mjs'

checkNode()
process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))))
installMissing(process.cwd(), console.log)

await import('tsx')
await import('./test/main.ts')
