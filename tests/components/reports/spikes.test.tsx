import { MemberPlots } from '@/components/reports/evidence-plots'
import type { FoundWeight, Report } from '@/lib/protocol'
import { makeReport, type MemberPlan } from '../../helpers/report'
import { html, text } from '../html'

const at = (value: number, channel: number) => ({ value, token: 0, channel })
const layer = (value: number, channel: number) => ({ input: at(1, 0), output: at(value, channel), residual: at(1, 0) })
const FOUND: FoundWeight = {
  tensor: 'model.layers.4.mlp.down_proj.weight',
  layer: 4,
  row: 50,
  col: 33,
  token: 0,
  share: 0.99,
  output: 149,
  late_echo: true,
}

/** A report on one weight of layer 1, channel 12, in a model whose layer 4 has a spike in channel 50. */
function reportOn(member: MemberPlan, found: FoundWeight[], largestInLayerOne = layer(2.72, 18)): Report {
  const layers = [layer(1, 1), largestInLayerOne, layer(1, 2), layer(1, 3), layer(149, 50), layer(2, 4)]
  return {
    ...makeReport({ members: [{ row: 12, col: 77, ...member }] }),
    detection: [{ prompt: 0, bos: 'own', token_ids: [1], rounds: [{ layers, found }] }],
  }
}

const INERT = { evidence: { output: 1.54, layer_output: at(2.72, 18), share: -2.98e-7 } }

it('rings the own channel of a claim that made no spike, and says whose the other one is', () => {
  const page = <MemberPlots report={reportOn(INERT, [FOUND])} index={0} />
  expect(text(page)).toContain(
    'This weight makes no spike: the ring is its own channel 12, |y| = 1.54, of which it makes less than 0.01 %.',
  )
  expect(text(page)).toContain('The largest |y| of layer 1, 2.72 in channel 18, is not made by it.')
  expect(text(page)).toContain(
    'The spike of 149 in layer 4, channel 50, is made by [50, 33] (99 % of it; it does not stay).',
  )
  expect(html(page)).toContain('class="fill-paper stroke-accent"')
})

it('says of a neighbour of a super weight, whose channel has the spike, that the spike is the other weight’s', () => {
  const maker = { ...FOUND, layer: 1, row: 12, col: 88, share: 0.98, output: 110, late_echo: false }
  const page = text(
    <MemberPlots
      report={reportOn(
        { evidence: { output: 110, layer_output: at(110, 12), share: 0.0003 } },
        [maker],
        layer(110, 12),
      )}
      index={0}
    />,
  )
  expect(page).toContain(
    'This weight makes no spike: the ring is its own channel 12, |y| = 110, of which it makes 0.03 %.',
  )
  expect(page).toContain('The largest |y| of layer 1, 110 in channel 12, is made by [12, 88] (98 % of it).')
})

it('leaves a weight that makes its spike in peace, and names no weight where detection named none', () => {
  const page = <MemberPlots report={reportOn({}, [], layer(110, 12))} index={0} />
  expect(text(page)).not.toContain('makes no spike')
  expect(text(page)).toContain(
    'The spike of 149 in layer 4, channel 50, is present too; this round attributes it to no weight.',
  )
  expect(html(page)).not.toContain('fill-paper stroke-accent" stroke-width="2"')
})
