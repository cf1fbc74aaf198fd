import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Content } from '@/components/docs/content'
import { contentPage, contentPages } from '@/lib/docs/pages'
import { CHECK_IDS } from '@/lib/protocol'
import { RealModel, RemovalName } from '@/lib/real-model/schema'
import { html, text } from '../html'

const PLOTS = ['real-model/spikes', 'real-model/residual', 'real-model/damage']
const numbers: unknown = JSON.parse(
  readFileSync(path.join(__dirname, '..', '..', '..', 'content', 'docs', 'real-model.json'), 'utf8'),
)

it('puts a figure where a page names it, and keeps the words around it in order', () => {
  const page = html(<Content format="mdx" body={'Before.\n\n<Figure name="real-model/spikes" />\n\nAfter.\n'} />)
  expect(page).toMatch(/Before\..*<svg role="img".*After\./s)
  expect(page).not.toContain('figure:')
})

it('refuses a page that names a figure which does not exist', () => {
  expect(() => html(<Content format="mdx" body={'<Figure name="no-such" />\n'} />)).toThrow(
    'No figure is called no-such.',
  )
})

it('draws every figure of the documentation', async () => {
  const named = (await contentPages('docs')).flatMap(({ body }) =>
    [...body.matchAll(/<Figure name="([^"]+)" \/>/g)].map(([, name]) => name),
  )
  expect(named).toEqual(['super-weight', 'checks', ...PLOTS])
})

it('gives each figure a title, a description and its numbers as a table', async () => {
  const page = html(<Content format="mdx" body={(await contentPage('docs', 'real-model'))?.body ?? ''} />)
  const drawn = [...page.matchAll(/<svg role="img" aria-labelledby="(\S+) (\S+)"/g)].map(([, ...ids]) => ids)
  expect(drawn).toHaveLength(PLOTS.length)
  for (const id of drawn.flat()) expect(page.split(`id="${id}"`)).toHaveLength(2)
  expect(page.match(/<details/g)).toHaveLength(PLOTS.length)
})

it('lists every check of a verdict with the cut-offs of the current protocol', () => {
  const words = text(<Content format="mdx" body={'<Figure name="checks" />\n'} />)
  for (const id of CHECK_IDS) expect(words).toContain(id)
  expect(words).toContain('among the 4 largest channels of its layer, at least 50 and 5 times the median')
  expect(words).toContain('R at least 10, and the lower end of its interval at least 5')
})

it('shows the spike, and what is left of it without the pair', () => {
  const words = text(<Content format="mdx" body={'<Figure name="real-model/spikes" />\n'} />)
  expect(words).toMatch(/Layer 11 reaches 24,017 in the intact model and 1,716 with the pair removed\./)
})

describe('the numbers of the page about a real model', () => {
  it('have every removal once, and one number a layer in every series', () => {
    const { removals } = RealModel.parse(numbers)
    expect(removals.map(({ name }) => name)).toEqual(RemovalName.options)
  })

  it.each([
    ['a series without its last layer', { residual: { ...RealModel.parse(numbers).residual, removed: [1, 2] } }],
    ['an unknown removal', { removals: [{ ...RealModel.parse(numbers).removals[0], name: 'all' }] }],
    ['an infinite ratio', { removals: [{ name: 'pair', pytorch: null, here: null }] }],
  ])('are refused with %s', (_words, wrong) => {
    expect(RealModel.safeParse({ ...RealModel.parse(numbers), ...wrong }).success).toBe(false)
  })
})

it('writes the numbers of the table and those of the plots from one run', async () => {
  const body = (await contentPage('docs', 'real-model'))?.body ?? ''
  const { removals, measured_on: day, model } = RealModel.parse(numbers)
  const pair = removals.find(({ name }) => name === 'pair')
  expect(body).toContain(new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }).format(pair?.here.ratio ?? 0))
  expect(body).toContain(`measured on ${day}`)
  expect(body).toContain(model.sha256)
})
