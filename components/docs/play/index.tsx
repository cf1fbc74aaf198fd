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
      <Numbers demo={demo} />
    </figure>
  )
}

/** All numbers of the figure. */
function Numbers({ demo }: { demo: EditedDemo }) {
  const { layer, shape } = demo.weight
  const scaled = demo.scaled.map((one) => [`times ${one.scale}`, ...cells(one, layer)])
  const rounded = RANGES.flatMap((range) =>
    demo.quantised
      .filter((one) => one.range === range)
      .map((one) => [
        `${one.bits} bits, ${groupWords(one.group, shape)}, ${RANGE_LABELS[range]}`,
        ...cells(one, layer),
      ]),
  )
  return (
    <details className="mt-2 text-note">
      <summary className="w-fit cursor-pointer text-muted underline decoration-rule underline-offset-4 hover:text-accent">
        The numbers
      </summary>
      <div tabIndex={0} role="region" aria-label="The numbers of the figure" className="mt-2 max-h-72 overflow-auto">
        <table className="border-collapse text-left">
          <caption className="sr-only">Perplexity and spike under every edit</caption>
          <thead>
            <tr>
              {['The weight', 'Perplexity', 'R', `|y| of layer ${layer}`].map((name) => (
                <th key={name} scope="col" className="border-b border-edge py-1 pr-5 font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...scaled, ...rounded].map(([name, ...values]) => (
              <tr key={name} className="border-b border-rule">
                <th scope="row" className="py-1 pr-5 font-normal">
                  {name}
                </th>
                {values.map((value, i) => (
                  <td key={i} className="py-1 pr-5">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

const cells = (
  { perplexity, ratio, spikes }: EditedDemo['scaled'][number] | EditedDemo['quantised'][number],
  layer: number,
) => [readable(perplexity), times(ratio), readable(spikes[layer] ?? 0)]
