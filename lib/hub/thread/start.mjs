// A thread is started from a plain file: it knows neither TypeScript nor the alias @/ until tsx has been told of both.
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { workerData } from 'node:worker_threads'

process.env.TSX_TSCONFIG_PATH ??= path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../tsconfig.json')
// Registered for the whole thread: tsx's own `require` would compile every file again in each thread.
const { register } = await import('tsx/cjs/api')
register()
createRequire(import.meta.url)(workerData)
