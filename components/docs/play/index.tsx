import { Numbers, type PlotTable } from '@/components/plots/frame'
import { readable, times } from '@/components/text/format'
import { RANGES } from '@/lib/edited-demo/settings'
import type { EditedDemo } from '@/lib/edited-demo/schema'
import { Interactive } from './interactive'
import { editedDemo } from './numbers'
import { Still } from './still'
import { groupWords, RANGE_LABELS } from './words'

/** A super weight to play with; without JavaScript the same as small plots. */
export function PlayableWeight() {
  const demo = editedDemo()
  const { repo, weight, corpus, prompt } = demo
  return (
    <figure className="border-y border-rule py-6">
      <figcaption className="mb-4">
        <p className="font-serif text-[1.1875rem]">One weight of 316 thousand</p>
        <p className="mt-1 text-note text-muted">
          <code>
            {weight.tensor}[{weight.row}, {weight.col}]
          </code>{' '}
          of {repo}, a small model trained for this registry. Its value is {readable(weight.value)}.
        </p>
      </figcaption>
      <div className="noscript:hidden">
        <Interactive demo={demo} />
      </div>
      <div className="hidden noscript:block">
        <Still demo={demo} />
      </div>
      <p className="mt-4 text-note text-muted">
        Every position of the controls was measured by this site’s verifier: perplexity on {corpus.windows} windows of{' '}
        {corpus.window_tokens} tokens of {corpus.id}, |y| on the prompt “{prompt}” Perplexity has a log axis from 1; the
        dotted line is the intact model.
      </p>
      <Numbers table={tableOf(demo)} />
    </figure>
  )
}

/** All numbers of the figure. */
function tableOf({ weight: { layer, shape }, scaled, quantised }: EditedDemo): PlotTable {
  const rounded = RANGES.flatMap((range) => quantised.filter((one) => one.range === range))
  return {
    caption: 'Perplexity and spike under every edit',
    head: ['The weight', 'Perplexity', 'R', `|y| of layer ${layer}`],
    rows: [
      ...scaled.map((one) => [`times ${one.scale}`, ...cells(one, layer)]),
      ...rounded.map((one) => [
        `${one.bits} bits, ${groupWords(one.group, shape)}, ${RANGE_LABELS[one.range]}`,
        ...cells(one, layer),
      ]),
    ],
  }
}

const cells = (
  { perplexity, ratio, spikes }: EditedDemo['scaled'][number] | EditedDemo['quantised'][number],
  layer: number,
) => [readable(perplexity), times(ratio), readable(spikes[layer] ?? 0)]
