import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { recipesFor, type Recipe } from '@/lib/recipes'
import { PYTHON, pythonHas } from '../../helpers/python'
import { fixtureWeights, type Place } from './weights'

const folder = mkdtempSync(path.join(os.tmpdir(), 'recipes '))
afterAll(() => rmSync(folder, { recursive: true }))

const withPackages = pythonHas('torch', 'transformers', 'safetensors', 'gguf') ? test.each : test.skip.each
const DOWN = 'model.layers.1.mlp.down_proj.weight'

const CASES = [
  ['a scalar', 'demo/tiny-single', [[DOWN, 23, 88]]],
  [
    'a set',
    'demo/tiny-set',
    [
      [DOWN, 41, 130],
      [DOWN, 7, 130],
      [DOWN, 58, 130],
    ],
  ],
  ['a matrix stored [in, out]', 'demo/gpt2-pair', [['transformer.h.1.mlp.c_proj.weight', 3, 5]]],
  ['a base model', 'parity/llama-base', [['layers.1.mlp.down_proj.weight', 3, 5]]],
  ['an expert', 'parity/mixtral', [['model.layers.1.block_sparse_moe.experts.2.w2.weight', 3, 5]]],
  ['an expert of OLMoE', 'parity/olmoe', [['model.layers.1.mlp.experts.2.down_proj.weight', 3, 5]]],
  ['an expert of Qwen3', 'parity/qwen3-moe', [['model.layers.1.mlp.experts.2.down_proj.weight', 3, 5]]],
  ['an expert of DeepSeek-V3', 'parity/deepseek-v3', [['model.layers.1.mlp.experts.2.down_proj.weight', 3, 5]]],
] satisfies [string, string, Place[]][]

/** Runs Python in a copy of the checkpoint's folder and returns what it printed last, as JSON. */
function python(cwd: string, code: string): unknown {
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', code], { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

async function prepared(name: string, places: readonly Place[]) {
  const { subject, folder: source } = await fixtureWeights(name, places)
  const cwd = path.join(folder, `${name.replace('/', '-')}-${Math.random()}`)
  cpSync(source, cwd, { recursive: true })
  const recipe = (id: Recipe['id']) => recipesFor({ ...subject, repo: '.' }).find((one) => one.id === id)
  return { cwd, recipe, values: subject.weights.map(({ value }) => value), zeros: subject.weights.map(() => 0) }
}

/** Prints what the weights are now, how many numbers of the whole model differ from before, and the same after the undoing. */
withPackages(CASES)('the transformers recipe removes %s alone, and puts it back', async (_, name, places) => {
  const { cwd, recipe, values, zeros } = await prepared(name, places)
  const { edit = '', undo = '' } = recipe('transformers') ?? {}
  const looked = `{"now": [w[i].item() for w, i, _ in kept], "changed": sum((p != before[n]).sum().item() for n, p in model.named_parameters())}`
  const code = `${edit.replace('kept = []', 'before = {n: p.detach().clone() for n, p in model.named_parameters()}\nkept = []')}
seen = [${looked}]
${undo}
seen.append(${looked})
import json
print(json.dumps(seen))`
  expect(python(cwd, code)).toEqual([
    { now: zeros, changed: places.length },
    { now: values, changed: 0 },
  ])
})

withPackages(CASES)('the PyTorch recipe removes %s from the file, and puts it back', async (_, name, places) => {
  const { cwd, recipe, values, zeros } = await prepared(name, places)
  const { edit = '', undo = '' } = recipe('pytorch') ?? {}
  const looked = `[read(*place) for place in json.loads('${JSON.stringify(places)}')]`
  const read = `import json
def read(name, row, col):
    for path in Path(".").glob("*.safetensors"):
        if name in (tensors := load_file(path)):
            return tensors[name][row, col].item()`
  const code = `${edit}\n${read}\nseen = [${looked}]\n${undo}\nseen.append(${looked})\nprint(json.dumps(seen))`
  expect(python(cwd, code)).toEqual([zeros, values])
})

/** An F16 file with the tensor under llama.cpp's name, as its converter writes it: values as stored, rows and columns as in the checkpoint. */
const asGguf = (name: string, stored: string) => `
from gguf import GGUFWriter
from pathlib import Path
from safetensors.torch import load_file
import torch
tensors = {}
for path in Path(".").glob("*.safetensors"):
    tensors |= load_file(path)
writer = GGUFWriter("model-f16.gguf", "llama")
experts = [tensors["${stored}".replace("{expert}", str(e))] for e in range(${stored.includes('{expert}') ? 3 : 1})]
data = torch.stack(experts) if len(experts) > 1 else experts[0]
writer.add_tensor("${name}", data.to(torch.float16).numpy())
writer.write_header_to_file(); writer.write_kv_data_to_file(); writer.write_tensors_to_file(); writer.close()
`

withPackages([
  ['a scalar', 'demo/tiny-single', [[DOWN, 23, 88]], 'blk.1.ffn_down.weight', DOWN],
  [
    'a set',
    'demo/tiny-set',
    [
      [DOWN, 41, 130],
      [DOWN, 7, 130],
      [DOWN, 58, 130],
    ],
    'blk.1.ffn_down.weight',
    DOWN,
  ],
  [
    'an expert',
    'demo/one-expert',
    [['model.layers.1.block_sparse_moe.experts.2.w2.weight', 3, 5]],
    'blk.1.ffn_down_exps.weight',
    'model.layers.1.block_sparse_moe.experts.{expert}.w2.weight',
  ],
] satisfies [string, string, Place[], string, string][])(
  'the llama.cpp recipe removes %s from a GGUF file, and puts it back',
  async (_, name, places, gguf, stored) => {
    const { cwd, recipe, values, zeros } = await prepared(name, places)
    const { edit = '', undo = '' } = recipe('llama.cpp') ?? {}
    const looked = `[float({t.name: t.data for t in GGUFReader("model-f16.gguf").tensors}[n][i]) for n, i, _ in kept]`
    const code = `import json\n${asGguf(gguf, stored)}\n${edit}\nseen = [${looked}]\n${undo}\nseen.append(${looked})\nprint(json.dumps(seen))`
    const [removed, back] = python(cwd, code) as [number[], number[]]
    expect(removed).toEqual(zeros)
    back.forEach((value, i) => expect(value).toBeCloseTo(values[i] ?? NaN, 2))
  },
)
