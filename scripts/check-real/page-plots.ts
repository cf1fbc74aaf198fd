import type { RealModel, RemovalName } from '@/lib/real-model/schema'
import { median } from '@/verifier/measure/spikes'
import { firstRun } from './compare-spikes'
import type { Measured } from './measured'
import type { Referee } from './referee'

/** The spike by layer, what makes it, and how long it stays. */
export function spike({ spikes, residual }: RealModel, { traces }: Referee, { found }: Measured): string {
  const sizes = spikes.intact.map(Math.abs)
  const peak = sizes.indexOf(Math.max(...sizes))
  const [one, other] = traces[0]?.spikes[0]?.contributors ?? []
  const left = firstRun(found).rounds[1]?.layers[peak]?.output
  // The last two layers are not judged: many models undo such a channel there.
  const last = sizes.length - 3
  const most = Math.max(...residual.removed.slice(peak, last + 1).map(Math.abs))
  return `## One spike, made by two weights

Run the prompt “${spikes.prompt}” and record the largest output |y| of every down projection. In layer ${peak} of ${sizes.length}, channel ${residual.channel} reaches ${whole(sizes[peak])} at token ${residual.token}; the median of the layers is ${whole(median(sizes))}. Two weights of that layer make it: [${residual.channel}, ${one?.neuron}] with a share of ${one?.share.toFixed(2)} and [${residual.channel}, ${other?.neuron}] with ${other?.share.toFixed(2)}. Set both to zero, and the largest |y| of the layer is ${whole(Math.abs(left?.value ?? NaN))}, in channel ${left?.channel}.

<Figure name="real-model/spikes" />

The spike enters the residual stream and stays there, in the same channel and at almost the same size, until the last layers. Without the pair, that channel holds at most ${whole(most)} from layer ${peak} to ${last}.

<Figure name="real-model/residual" />
`
}

/** R of the pair, of its members and of other weights. */
export function damage({ corpus, perplexity, removals }: RealModel): string {
  const of = (name: RemovalName) => removals.find((one) => one.name === name)?.here.ratio ?? NaN
  return `## Neither alone, both together

R is the perplexity of the edited model divided by that of the intact one, here ${perplexity.here.toFixed(2)} on ${corpus.windows} windows of ${corpus.window_tokens} tokens. Removing one of the pair gives R = ${of('alone:0').toFixed(2)}, removing the other ${of('alone:1').toFixed(2)}: neither is a super weight. Removing both gives ${whole(of('pair'))}. They are a *super-weight set*, class B.

<Figure name="real-model/damage" />

Removing more is not always worse. Two neighbours in the same layer do nothing alone (R = ${of('padding:0').toFixed(2)} and ${of('padding:1').toFixed(2)}), but the pair does less damage with them: ${whole(of('padded'))}. The protocol [swp-2](/docs/protocol#how-sets-are-found) does not accept such a padded set; the verdict names the pair as its core. Nor does a large spike prove anything: the weight that makes the one in layer 28 can be removed without effect (R = ${of('late').toFixed(2)}).
`
}

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const whole = (value: number | undefined) => grouped.format(value ?? NaN)
