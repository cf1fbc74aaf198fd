import { TestEnvironment } from 'jest-environment-node'

/**
 * Jest gives each suite globals of its own, but a native module makes its arrays from Node's: what onnxruntime returns is then
 * no `Float32Array` to the suite. Suites that run sessions begin with `@jest-environment` and this file, and get Node's.
 */
export default class NumbersEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup()
    Object.assign(this.global, {
      Float32Array,
      Float64Array,
      Int32Array,
      BigInt64Array,
      Uint16Array,
      Uint32Array,
      Uint8Array,
      ArrayBuffer,
      DataView,
    })
  }
}
