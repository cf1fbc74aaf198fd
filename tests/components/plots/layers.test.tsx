import { LayerSpikes } from '@/components/plots/layer-spikes'
import { ResidualTrace } from '@/components/plots/residual-trace'
import { html, text } from '../html'

const outputs = [2, -1300, 5, 3, 4, 6]
/** Where the lines of a plot's series begin, and their dots are: percent across, pixels down. */
const places = (markup: string) =>
  [...markup.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }))

it('sets off the claimed layer and names its size, whatever the sign', () => {
  const plot = (
    <LayerSpikes
      id="s"
      title="Spikes"
      outputs={outputs}
      marked={{ layer: 1, output: -1300, isLargest: true }}
      floor={50}
    />
  )
  expect(text(plot)).toContain('Layer 1 reaches 1,300.')
  const across = (of: readonly { readonly x: number }[]) => [...new Set(of.map(({ x }) => x))].toSorted((a, b) => a - b)
  const accent = [...html(plot).matchAll(/<path d="([^"]+)" class="[^"]*stroke-accent"/g)].map(([, d]) => d ?? '')
  expect(across(places(accent.join('')))).toEqual([across(places(html(plot)))[1]])
  expect(text(plot)).toContain('−1,300')
})

it('sets off another channel of the layer by a ring, and then no stem', () => {
  const plot = (
    <LayerSpikes
      id="s"
      title="Spikes"
      outputs={outputs}
      marked={{ layer: 2, output: -1.5, isLargest: false }}
      floor={50}
    />
  )
  expect(text(plot)).toContain('Layer 2 reaches 5; another channel is highlighted there, with 1.5.')
  expect(html(plot)).toContain('class="fill-paper stroke-accent"')
  expect(html(plot)).not.toMatch(/<path[^>]*stroke-accent/)
})

it.each([1, 2, 6, 32, 126])('places %i layers inside the plot', (layers) => {
  const series = Array.from({ length: layers }, (_, i) => i * 10)
  const markup =
    html(
      <LayerSpikes
        id="s"
        title="Spikes"
        outputs={series}
        marked={{ layer: 0, output: 7, isLargest: layers % 2 === 0 }}
        floor={50}
      />,
    ) + html(<ResidualTrace id="r" title="Residual" intact={series} removed={series.map((h) => h / 3)} />)
  const all = places(markup)
  expect(all.length).toBeGreaterThanOrEqual(4 * layers)
  for (const { x, y } of all) expect(x >= 0 && x <= 100 && y >= 0 && y <= 190).toBe(true)
  expect(markup).not.toContain('NaN')
})

it('labels both lines and keeps the labels apart, even where the lines meet', () => {
  const markup = html(<ResidualTrace id="r" title="Residual" intact={[1, 90, 90, 90]} removed={[1, 89, 89, 89]} />)
  const at = (label: string) => Number(new RegExp(`y="([\\d.]+)"[^>]*>${label}`).exec(markup)?.[1])
  expect(Math.abs(at('intact') - at('weight removed'))).toBeGreaterThanOrEqual(10)
})

test('after a removal round the first line is not called intact: it is the model without the earlier finds', () => {
  const markup = html(
    <ResidualTrace id="r" title="Residual" intact={[1, 1, 90, 90]} removed={[1, 1, 2, 2]} round={1} />,
  )
  expect(markup).not.toMatch(/intact/i)
  expect(markup).toContain('earlier weights removed')
})
