import { PlayableWeight } from '@/components/docs/play'
import { editedDemo } from '@/components/docs/play/numbers'
import { measuredAt, START } from '@/components/docs/play/state'
import { groupWords, outcome, percent, storedWords } from '@/components/docs/play/words'
import { html } from '../html'

const demo = editedDemo()
const page = html(<PlayableWeight />)
const [live = '', still = ''] = page.split('<div class="hidden noscript:block">')

it('begins with the weight removed, and says what that did in a live region', () => {
  expect(live).toMatch(
    /<p aria-live="polite"[^>]*><strong[^>]*>Perplexity 91.3, ×62.3 that of the intact model \(1.47\)/,
  )
  expect(live).toMatch(/<input type="radio"[^>]*value="remove"/)
})

it('shows without JavaScript the curve, three sizes of groups and three spikes, and the numbers of all', () => {
  expect(live).toContain('noscript:hidden')
  expect(still.match(/<svg role="img" aria-label=/g)).toHaveLength(7)
  expect(page.match(/<tr class/g)).toHaveLength(demo.scaled.length + demo.quantised.length)
})

it('gives every plot a name with its main number', () => {
  for (const [, label = ''] of page.matchAll(/<svg role="img" aria-label="([^"]*)"/g))
    expect(label.length).toBeGreaterThan(20)
})

it('knows what was measured at every position of the controls, and no other', () => {
  expect(measuredAt(demo, { ...START, edit: 'scale', scale: 1 }).now.ratio).toBe(1)
  expect(measuredAt(demo, { ...START, edit: 'round' }).rounded?.range).toBe(START.range)
  expect(() => measuredAt(demo, { ...START, edit: 'scale', scale: 0.01 })).toThrow('not measured')
  expect(() => measuredAt(demo, { ...START, edit: 'round', group: 7 })).toThrow('not measured')
})

it('says in words what rounding did', () => {
  const apart = demo.quantised.find(({ range, bits, group }) => range === 'apart' && bits === 4 && group === 10_240)
  if (!apart) throw new Error('It was not measured.')
  expect(outcome(apart, demo.intact)).toBe('Perplexity 1.47, ×1.00 that of the intact model (1.47).')
  expect(storedWords(apart, demo.weight.value)).toContain('The weight stays 2.17; its group has steps of 0.0276.')
  expect([16, 160, 10_240].map((group) => groupWords(group, [64, 160]))).toEqual([
    '16',
    'a row, 160',
    'the whole matrix',
  ])
  expect([0.998, 1, 0.144, 0.006].map(percent)).toEqual(['99.8 %', '100 %', '14 %', '1 %'])
})
