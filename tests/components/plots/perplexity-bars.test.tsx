import { PerplexityBars, type PerplexityBar } from '@/components/plots/perplexity-bars'
import { html, text } from '../html'

const bars: PerplexityBar[] = [
  { name: 'Intact', perplexity: 10, tone: 'intact' },
  { name: 'This weight removed', perplexity: 1000, interval: [900, 1100], tone: 'claimed' },
]
const plot = (rows: readonly PerplexityBar[]) => <PerplexityBars id="p" title="Perplexity" bars={rows} note="Corpus." />
const widths = (rows: readonly PerplexityBar[]) =>
  [...html(plot(rows)).matchAll(/<rect [^>]*width="([\d.]+)%"/g)].map((m) => Number(m[1]))

it('draws bars whose lengths are mean losses: a thousand is three times as long as ten', () => {
  const [intact = 0, removed = 0] = widths(bars)
  expect(removed / intact).toBeCloseTo(3, 1)
})

it('keeps every bar, interval and number inside the plot', () => {
  expect(
    Math.max(...widths([...bars, { name: 'Worse', perplexity: 1e30, interval: [1e29, 1e31], tone: 'member' }])),
  ).toBeLessThanOrEqual(100)
})

it('says of a perplexity that is not finite that it is not, and draws it to the edge', () => {
  const broken = plot([...bars, { name: 'All gone', perplexity: null, tone: 'member' }])
  expect(text(broken)).toContain('All gone: not finite')
  expect(widths([...bars, { name: 'All gone', perplexity: null, tone: 'member' }]).at(-1)).toBe(100)
})

it('has a name, a description and its numbers as a table', () => {
  expect(html(plot(bars))).toContain('role="img" aria-labelledby="p-title p-desc"')
  expect(text(plot(bars))).toContain('This weight removed: 1,000, ×100 times the intact one'.replace('×', ''))
  expect(html(plot(bars))).toMatch(/<details.*<th scope="row"[^>]*>This weight removed<\/th>/s)
  expect(text(plot(bars))).toContain('900 to 1,100')
})

it('leaves space on a narrow screen for the number behind the longest bar, and few enough ticks', () => {
  const huge = [...bars, { name: 'Both removed', perplexity: 2_334_818, tone: 'claimed' } as const]
  const [, , longest = 100] = widths(huge)
  const number = '2,334,818  ×233,482'
  expect((longest / 100) * 320 + number.length * 8).toBeLessThanOrEqual(320)
  const ticks = [...html(plot(huge)).matchAll(/text-anchor="(?:start|middle)" class="fill-muted">([\d,]+)</g)]
  expect(ticks.map(([, tick]) => tick)).toEqual(['1', '1,000', '1,000,000'])
})
