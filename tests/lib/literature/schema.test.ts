import { Literature } from '@/lib/literature/schema'
import { literature } from '@/lib/literature/read-file'

const good = literature()
const [claim] = good.claims
const [set] = good.sets
const [effect] = good.effects
if (claim?.unit !== 'scalar' || !set || !effect) throw new Error('the literature has no scalar, no set or no effect')

const problems = (content: unknown) =>
  Literature.safeParse(content)
    .error?.issues.map((issue) => issue.message)
    .join('; ') ?? null

test('the file is valid', () => {
  expect(problems(good)).toBeNull()
})

test.each([
  ['a tensor of another layer', { claims: [{ ...claim, layer: 7 }] }, 'is not of layer 7'],
  ['a tensor without a layer', { claims: [{ ...claim, tensor: 'lm_head.weight' }] }, 'contains no layer number'],
  ['an unknown unit', { claims: [{ ...claim, unit: 'row' }] }, 'Invalid'],
  [
    'a neuron without its layer',
    { claims: [{ unit: 'neuron', repo: 'a/b', model: 'b', layer: null, neuron: 3, sources: ['yu2024'] }] },
    'expected number',
  ],
  [
    'two claims of one channel',
    {
      claims: [0, 1].map((i) => ({
        unit: 'channel',
        repo: 'a/b',
        model: 'b',
        layer: 1,
        channel: 3,
        sources: ['yu2024'],
        note: `${i}`,
      })),
    },
    'a/b layer 1 channel 3 is listed twice',
  ],
  [
    'a set of what no claim states',
    { sets: [{ ...set, members: set.members.map((m) => ({ ...m, row: m.row + 1 })) }] },
    'no claim states',
  ],
  ['a set of one', { sets: [{ ...set, members: set.members.slice(0, 1) }] }, 'Too small'],
  ['a set of an undescribed source', { sets: [{ ...set, sources: ['nobody'] }] }, 'source "nobody" is not described'],
  ['one set in two orders', { sets: [set, { ...set, members: [...set.members].reverse() }] }, 'is listed twice'],
  [
    'an effect of what no claim states',
    { effects: [{ ...effect, removed: [{ tensor: 't', row: 1, col: 1 }] }] },
    'no claim states',
  ],
  ['an effect without a figure', { effects: [{ ...effect, after: undefined }] }, 'expected before and after'],
  ['an effect with a figure and a ratio of it', { effects: [{ ...effect, ratio: 3 }] }, 'expected before and after'],
  [
    'an effect of an undescribed source',
    { effects: [{ ...effect, source: 'nobody' }] },
    'source "nobody" is not described',
  ],
  ['the same effect twice', { effects: [effect, effect] }, 'is listed twice'],
])('%s is refused', (_, wrong, words) => {
  expect(problems({ ...good, sets: [], effects: [], ...wrong })).toContain(words)
})
