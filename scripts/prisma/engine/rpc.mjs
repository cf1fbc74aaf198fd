// JSON-RPC over standard input and output, one JSON object per line. Requests are answered in order, each exactly once.
import readline from 'node:readline'

/** The code that Prisma's command line knows as "the engine failed"; the details are in `data`. */
const ENGINE_ERROR = 4466
/** An id that no request has, for output that the engine wants printed. */
const PRINT_ID = 1_000_000

export function serve(options) {
  let engine = null
  let waiting = null
  let queue = Promise.resolve()

  const answer = async (request) => {
    waiting = request.id
    try {
      const result = await perform((engine ??= await load(options)), request)
      send({ jsonrpc: '2.0', id: request.id, result: result ?? {} })
    } catch (error) {
      await sendError(request.id, error)
    }
    waiting = null
  }

  // A panic inside a callback reaches us here, with the request still open.
  process.on('uncaughtException', (error) => {
    const last =
      waiting === null ? Promise.resolve(process.stderr.write(`${error?.stack ?? error}\n`)) : sendError(waiting, error)
    void last.finally(() => setTimeout(() => process.exit(101), 50))
  })

  const input = readline.createInterface({ input: process.stdin, crlfDelay: Infinity })
  input.on('line', (line) => {
    if (line.trim() === '') return
    const request = JSON.parse(line)
    if (request.method) queue = queue.then(() => answer(request))
  })
  input.on('close', () => void queue.then(() => process.exit(0)))
}

/** Imported here, not above: a missing package must be reported as a response. */
async function load(options) {
  const { loadEngine } = await import('./wasm.mjs')
  return loadEngine(options)
}

async function perform(engine, { method, params }) {
  const name = method === 'getDatabaseVersion' ? 'version' : method
  if (typeof engine[name] !== 'function') throw new Error(`The WebAssembly engine has no method ${method}.`)
  const result = await engine[name](params)
  if (method !== 'diff' || typeof result?.stdout !== 'string') return result
  // The native engine prints the diff by a separate request.
  send({ jsonrpc: '2.0', method: 'print', params: { content: result.stdout.replace(/\n$/, '') }, id: PRINT_ID })
  return { ...result, stdout: null }
}

async function sendError(id, error) {
  const isPanic = error?.name === 'RuntimeError'
  const said = isPanic ? (await import('./wasm.mjs')).panic.message : ''
  const message = said || String(error?.message ?? error)
  const code = /^P\d{4}$/.test(error?.code ?? '') ? error.code : undefined
  const data = { is_panic: isPanic, message, error_code: code, meta: error?.meta ?? {}, backtrace: null }
  send({
    jsonrpc: '2.0',
    id,
    error: { code: ENGINE_ERROR, message: 'An error happened. Check the data field for details.', data },
  })
}

function send(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
