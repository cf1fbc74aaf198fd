// A thread is started from a plain file: it knows neither TypeScript nor the alias @/ until tsx has been told of both.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { workerData } from 'node:worker_threads'

process.env.TSX_TSCONFIG_PATH ??= path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../tsconfig.json')
const { require: requireTypeScript } = await import('tsx/cjs/api')
requireTypeScript(workerData, import.meta.url)
