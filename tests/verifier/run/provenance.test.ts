/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { cpus } from 'node:os'
import packageJson from '@/package.json'
import { VerifierFacts } from '@/lib/protocol'
import { provenance } from '@/verifier/run/provenance'
import { engine, useEngine } from '@/verifier/engine/engine'

const before = engine()
afterEach(() => useEngine(before))

test('a report names the engine and the packages in the versions that are installed, the processor, its threads and the device', () => {
  useEngine({ threads: 3 })
  const facts = provenance()
  expect(VerifierFacts.parse(facts)).toEqual(facts)
  expect(facts).toMatchObject({
    engine: `onnxruntime-node ${packageJson.dependencies['onnxruntime-node']}`,
    packages: { '@huggingface/tokenizers': packageJson.dependencies['@huggingface/tokenizers'] },
    node: process.version,
    cpu: expect.stringContaining(cpus()[0]?.model.trim() ?? 'unknown'),
    device: 'cpu',
    threads: 3,
    number_format: 'float32',
  })
})

test('another device has the same engine, and a name of its own', () => {
  const { engine: onCpu } = provenance()
  useEngine({ device: 'cuda' })
  expect(provenance()).toMatchObject({ engine: onCpu, device: 'cuda' })
})
