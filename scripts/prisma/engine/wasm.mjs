// Loads the schema engine's WebAssembly and connects it to the database.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import { adapterFactory } from './adapter.mjs'

/** The message of the engine's last panic: the exception itself only says "unreachable". */
export const panic = {
  message: '',
  set_message(message) {
    this.message = message
  },
}

export function loadEngine({ datamodels, datasource }) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = panic
  const { resolve } = createRequire(import.meta.url)
  const file = path.join(path.dirname(resolve('@prisma/schema-engine-wasm/schema_engine_bg')), 'schema_engine_bg.wasm')
  const compiled = new WebAssembly.Module(fs.readFileSync(file))
  const instance = new WebAssembly.Instance(compiled, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const files = datamodels.map((name) => [name, fs.readFileSync(name, 'utf8')])
  const options = { datamodels: files.length > 0 ? files : undefined }
  return glue.SchemaEngine.new(
    options,
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapterFactory(datasource)),
  )
}
