import { DepthMap } from '@/components/plots/depth-map'
import { DoseCurve } from '@/components/plots/dose-curve'
import { PositionMap } from '@/components/plots/position-map'
import { Strip } from '@/components/plots/strip'
import { dosesOf } from '@/components/reports/doses'
import type { PerplexityRun } from '@/lib/protocol'
import { makeReport } from '../../helpers/report'
import { html, text } from '../html'

test('a map of the tensor: to scale, with row and column of the point', () => {
  const map = (
    <PositionMap
      id="m"
      tensor="model.layers.2.mlp.down_proj.weight"
      shape={[4096, 11008]}
      axes={{ row: 'output channel', col: 'input neuron' }}
      points={[{ row: 3968, col: 7003, name: '[3968, 7003]' }]}
    />
  )
  expect(text(map)).toContain('One of 45,088,768 numbers')
  expect(text(map)).toContain('[3968, 7003]: row 3968, column 7003.')
  const [, width, height] = /<rect[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(html(map)) ?? []
  expect(Number(width) / Number(height)).toBeCloseTo(11008 / 4096, 1)
  const [, x, y] = /<circle cx="([\d.]+)" cy="([\d.]+)"/.exec(html(map)) ?? []
  expect((Number(x) - 64) / Number(width)).toBeCloseTo(7003.5 / 11008, 3)
  expect((Number(y) - 40) / Number(height)).toBeCloseTo(3968.5 / 4096, 3)
})

test('a dose curve: the doses of the run with its ends, removed and as it is', () => {
  const report = makeReport({})
  const [run] = report.perplexity
  if (!run) throw new Error('A report has a run.')
  expect(dosesOf(report)).toEqual([])
  const removed = run.streams.find(({ role }) => role === 'joint')
  const half = { ...removed, role: 'dose' as const, edits: removed?.edits.map((edit) => ({ ...edit, scale: 0.5 })) }
  const withDose = { ...run, streams: [...run.streams, half] } as PerplexityRun
  const doses = dosesOf({ ...report, perplexity: [withDose] })
  expect(doses.map(({ scale }) => scale)).toEqual([0, 0.5, 1])
  const words = text(<DoseCurve id="d" doses={doses} several={false} />)
  expect(words).toContain('Perplexity with it multiplied by a factor')
  expect(words).toMatch(/Factor 0: \d+\. Factor 0\.5: \d+\. Factor 1: 3\.\d+\./)
})

test('a strip: its own number, the threshold and all others, also where one is not finite', () => {
  const strip = (
    <Strip
      id="s"
      description="R: ×40."
      scale="log"
      own={40}
      others={[1.01, 900, Infinity]}
      threshold={{ at: 10, passes: 'at-least' }}
    />
  )
  expect(text(strip)).toBe('R: ×40. at least 10 40')
  const [, path] = /<path d="([^"]+)"/.exec(html(strip)) ?? []
  const others = [...(path ?? '').matchAll(/M([\d.]+) /g)].map(([, x]) => Number(x))
  const own = Number(/<circle cx="([\d.]+)%"/.exec(html(strip))?.[1])
  const [least = NaN, most = NaN, off = NaN] = others
  const threshold = Number(/<line x1="([\d.]+)%" x2="\1%"/.exec(html(strip))?.[1])
  expect(least).toBeLessThan(threshold)
  expect(threshold).toBeLessThan(own)
  expect(own).toBeLessThan(most)
  expect(most).toBeLessThan(off)
  expect(text(<Strip id="s" description="" scale="log" own={Infinity} others={[]} />)).toContain('not finite')
})

test('a depth map: every record in its layer, its class by shape, and whether it is verified by its filling', () => {
  const marks = [
    { id: 'SW-000001', layer: 2, class: 'A' as const, verified: true, level: 2 },
    { id: 'SW-000002', layer: 2, class: null, verified: false, level: 0 },
    { id: 'SW-000003', layer: 30, class: 'B' as const, verified: true, level: 2 },
  ]
  const trace = { values: [1, 2, 1300, 1310], channel: 3968 }
  const map = <DepthMap layers={32} marks={marks} trace={trace} note="" />
  expect(text(map)).toContain('32 layers. Layer 2: 2, of them 1 verified. Layer 30: 1, of them 1 verified.')
  expect(text(map)).toContain('the residual stream in channel 3968, which reaches 1,310')
  expect(html(map)).toMatch(/<svg x="[\d.]+%"[^>]*class="fill-accent stroke-accent"><title>SW-000001<\/title><circle/)
  expect(html(map)).toMatch(/class="fill-paper stroke-edge"><title>SW-000002<\/title><circle/)
  expect(html(map)).toMatch(/class="fill-accent stroke-accent"><title>SW-000003<\/title><path/)
})
