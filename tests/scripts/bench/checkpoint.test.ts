/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expandBf16 } from '@/lib/numbers/expand'
import { openFolder } from '@/lib/hub/checkpoint/open-folder'
import { copyTokenizer, writeCheckpoint } from '@/scripts/bench/checkpoint'
import { measurePass } from '@/scripts/bench/measure-pass'
import { measureVerdict } from '@/scripts/bench/measure-verdict'
import { tokenIds, type Shape } from '@/scripts/bench/shape'
import { streamsPartingAt } from '@/scripts/bench/streams'
import { STAGES } from '@/verifier/measure/progress'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

const SMALL: Shape = { hidden: 512, intermediate: 704, heads: 4, keyValueHeads: 2, vocabulary: 1000 }
const PLANTED = { tensor: 'model.layers.1.mlp.down_proj.weight', row: 17, col: 703, value: -48.5 }

describe('a generated checkpoint', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'bench-test-'))
    await writeCheckpoint(path.join(folder, 'made'), SMALL, 2, [PLANTED])
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('runs through the pass like any other: finite losses near chance, which each edit changes', async () => {
    const { losses, marks } = await measurePass({
      folder: path.join(folder, 'made'),
      ids: tokenIds(SMALL, 64),
      streams: streamsPartingAt(0, 3),
    })
    const found = Object.values(losses)
    expect(found).toHaveLength(3)
    for (const loss of found) expect(Math.abs(loss - Math.log(SMALL.vocabulary))).toBeLessThan(1)
    expect(new Set(found).size).toBe(3)
    // The beginning, two layers and the head.
    expect(marks).toHaveLength(4)
  })

  it('holds the planted weight, and only there', async () => {
    const { tensors, ...checkpoint } = await openFolder(path.join(folder, 'made'))
    const location = tensors.get(PLANTED.tensor)
    if (!location) throw new Error('The planted tensor is missing.')
    const bytes = await checkpoint.read(location, 0, location.end - location.start)
    const values = new Float32Array(bytes.length / 2)
    expandBf16(new Uint16Array(bytes.buffer, bytes.byteOffset, values.length), values)
    expect(values[PLANTED.row * SMALL.intermediate + PLANTED.col]).toBe(PLANTED.value)
    expect(values.filter((value) => Math.abs(value) > 1)).toHaveLength(1)
  })

  it('goes through a whole verification, whose steps take all of the time', async () => {
    await copyTokenizer(path.join(folder, 'made'))
    const { steps, took, streams } = await measureVerdict({
      folder: path.join(folder, 'made'),
      coordinate: '1:17:703',
      grade: 'quick',
    })
    expect(new Set(steps.map(({ stage }) => stage))).toEqual(new Set(STAGES.filter((stage) => stage !== 'report')))
    expect(steps.reduce((sum, step) => sum + step.took.wall, 0)).toBeCloseTo(took.wall, 1)
    expect(streams).toBe(3)
  })
})
