import { CoordinatePreview } from '@/components/submissions/coordinate-preview'
import { RepoPreview } from '@/components/submissions/repo-preview'
import { html, text } from '../html'

const preview = (typed: string) => <CoordinatePreview text={typed} onReplace={() => undefined} />

it('shows both readings of every accepted spelling', () => {
  for (const typed of [
    'layers[2].mlp.down_proj.weight[3968, 7003]',
    'model.layers.2.mlp.down_proj.weight[3968,7003]',
    '2:3968:7003',
  ]) {
    expect(text(preview(typed))).toContain('[3968, 7003]')
    expect(text(preview(typed))).toContain('Meaning: layer 2, output channel 3968, input neuron 7003')
  }
})

it('says what is wrong with a line and offers the nearest right spelling as a button', () => {
  expect(text(preview('layer 2, row 3968, column 7003'))).toContain('is not a coordinate')
  expect(html(preview('layer 2, row 3968, column 7003'))).toMatch(
    /<button[^>]*>Use layers\[2\]\.mlp\.down_proj\.weight\[3968, 7003\]<\/button>/,
  )
})

it('offers both readings of a GGUF name with bare indices', () => {
  const page = html(preview('blk.1.ffn_down.weight[88, 23]'))
  for (const reading of ['[23, 88]', '[88, 23]'])
    expect(page).toContain(`Use layers[1].mlp.down_proj.weight${reading}</button>`)
})

it('tells the meaning by the family that has such a tensor: GPT-2 stores its matrices the other way round', () => {
  expect(text(preview('transformer.h.2.mlp.c_proj.weight[447, 666]'))).toContain(
    'Meaning: layer 2, output channel 666, input neuron 447',
  )
  expect(text(preview('h.2.mlp.c_proj.weight[447, 666]'))).toContain('output channel 666, input neuron 447')
  expect(text(preview('layers.2.mlp.c_proj.weight[447, 666]'))).toContain('output channel 447, input neuron 666')
  expect(text(preview('1:68:940:711'))).toContain('As stored: [940, 711] of the down projection of layer 1, expert 68')
  expect(text(preview('1:68:940:711'))).not.toContain('reversed in')
})

it('calls nothing understood beside a refusal, repeats no message, and offers what the registry suggested', () => {
  const swapped = 'model.layers.1.mlp.down_proj.weight[23, 88]'
  const refused = (typed: string) => (
    <CoordinatePreview text={typed} suggestions={[swapped]} onReplace={() => undefined} />
  )
  expect(text(refused('1:88:23'))).not.toContain('Understood')
  expect(html(refused('1:88:23'))).toContain(`Use ${swapped}</button>`)
  expect(text(refused('nonsense'))).toBe('nonsense')
})

it('judges each line by itself', () => {
  expect(html(preview('2:3:4\nnonsense')).match(/<li/g)).toHaveLength(2)
})

it('shows nothing for nothing', () => {
  expect(html(preview(' \n'))).toBe('')
})

it('reads a pasted address, and is silent while a name is half typed', () => {
  expect(text(<RepoPreview text="https://huggingface.co/huggyllama/llama-7b/tree/main" />)).toContain(
    'Read as huggyllama/llama-7b at main',
  )
  expect(html(<RepoPreview text="hugg" />)).toBe('')
  expect(html(<RepoPreview text="huggyllama/llama-7b" />)).toBe('')
  expect(text(<RepoPreview text="https://example.org/huggyllama/llama-7b" />)).toContain(
    'is not an address on huggingface.co',
  )
})
