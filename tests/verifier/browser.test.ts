/** @jest-environment ./tests/helpers/numbers-environment.ts */
import vm from 'node:vm'
import { browserBundle } from '@/tests/helpers/browser-bundle'
import { demoWindows, trainedModel } from '@/tests/helpers/golden'
import { runPass } from '@/verifier/pass/run-pass'

jest.setTimeout(120_000)

/** What a page has beside the language; the arrays are this program's own, since tensors go back and forth. */
const PAGE = {
  TextDecoder,
  TextEncoder,
  URL,
  AbortController,
  ...{ ArrayBuffer, DataView, Uint8Array, Int32Array, BigInt64Array, Float32Array, Float64Array },
}

test('recipes, graphs, pass and measurements need nothing of Node: a page gives the same bits with a backend handed in', async () => {
  const script = await browserBundle(
    'verifier',
    'verifier/families',
    'verifier/graph',
    'verifier/pass',
    'verifier/measure',
    'lib/protocol',
  )
  const model = trainedModel('tiny-single')
  const request = {
    checkpoint: model.checkpoint,
    backend: model.backend,
    windows: demoWindows(1, 64),
    streams: [
      { name: 'intact', edits: [] },
      { name: 'removed', edits: [{ layer: 1, channel: 23, neuron: 88, scale: 0 }] },
    ],
  }
  const page = vm.createContext({ ...PAGE, request })
  vm.runInContext(script, page)
  const told = vm.runInContext(
    `(async () => {
      const { config } = request.checkpoint
      const losses = await verifier.runPass({ ...request, recipe: verifier.familyOf(config).recipeOf(config) })
      return JSON.stringify([[...losses], verifier.windowsSha256(request.windows), verifier.protocolPath !== undefined])
    })()`,
    page,
  )
  const here = await runPass({ ...request, recipe: model.recipe })
  expect(JSON.parse(await told)).toEqual([[...here], expect.stringMatching(/^[0-9a-f]{64}$/), true])
})

test.each(['verifier/engine', 'verifier/journal', 'verifier/run'])('what needs Node is found out: %s', async (room) => {
  await expect(browserBundle('node', room)).rejects.toThrow(/node:|onnxruntime-node/)
})
