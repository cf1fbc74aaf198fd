import { editedDemo } from '@/components/docs/play/numbers'
import { percent } from '@/components/docs/play/words'
import { contentPage } from '@/lib/docs/pages'

const demo = editedDemo()
const at = (scale: number) => demo.scaled.find((one) => one.scale === scale)
const rounded = (range: string) =>
  demo.quantised.find((one) => one.bits === 4 && one.group === 10_240 && one.range === range)

test('the page about super weights says what the figure’s numbers say', async () => {
  const page = (await contentPage('docs', 'super-weights'))?.body ?? ''
  const [removed, halved, doubled] = [at(0)?.ratio ?? NaN, at(0.5)?.ratio ?? NaN, at(2)?.ratio ?? NaN]
  expect(page).toContain(`perplexity is ${removed.toFixed(0)} times that of the intact model`)
  expect(page).toContain(`Doubled, perplexity is ${percent(doubled - 1)} higher; halved, it is ${halved.toFixed(0)} times`)
  const [largest, clipped, apart] = [rounded('largest'), rounded('clipped'), rounded('apart')]
  expect(page).toContain(`${percent(largest?.zeroed ?? 0)} of the others become 0. Perplexity is ${largest?.ratio.toFixed(1)} times`)
  expect(page).toContain(`cut to ${percent((clipped?.stored ?? 0) / demo.weight.value)} of its value. Perplexity is ${clipped?.ratio.toFixed(0)} times`)
  expect(page).toContain(`Perplexity is ${apart?.perplexity.toFixed(3)} instead of ${demo.intact.toFixed(3)}`)
  const [spike = 0, next = 0] = (at(1)?.spikes ?? []).toSorted((a, b) => b - a)
  expect(page).toContain('twenty times as large as any output of another layer')
  expect(Math.round(spike / next / 10) * 10).toBe(20)
})
