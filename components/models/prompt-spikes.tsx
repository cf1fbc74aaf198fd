import { Link } from '@/components/site/link'
import { LayerSpikes } from '@/components/plots/layer-spikes'
import { Section } from '@/components/text/section'
import { protocolOf } from '@/lib/protocol'
import type { ReportRecord } from '@/lib/reports/schema'

/** The largest output of every layer of the intact model, for each prompt of the protocol with and without BOS. */
export function PromptSpikes({ record }: { record: ReportRecord }) {
  const { report, sha256 } = record
  const { prompts, spike_min_abs: floor } = protocolOf(report.protocol.sha256).detection
  return (
    <Section
      id="prompts"
      title="Spikes by layer, for every prompt"
      intro={
        <>
          The largest |y| of each layer’s down projection in the intact model, from report{' '}
          <Link href={`/reports/${sha256}`} className="link font-mono text-[0.875rem]">
            {sha256.slice(0, 10)}
          </Link>
          . What stands out with every prompt belongs to the model, not to a text. BOS toggled means: left out where the
          tokenizer adds it, added where it does not; many super weights need the token that the model was trained with.
        </>
      }
    >
      <div className="plots sm:grid-cols-2 lg:grid-cols-3">
        {report.detection.map(({ prompt, bos, rounds }) => {
          const outputs = rounds[0]?.layers.map(({ output }) => output.value) ?? []
          const sizes = outputs.map(Math.abs)
          const layer = sizes.indexOf(Math.max(...sizes))
          return (
            <LayerSpikes
              key={`${prompt} ${bos}`}
              id={`prompt-${prompt}-${bos}`}
              title={`“${prompts[prompt] ?? ''}”`}
              outputs={outputs}
              marked={(sizes[layer] ?? 0) < floor ? null : { layer, output: outputs[layer] ?? 0, isLargest: true }}
              floor={floor}
              note={bos === 'own' ? 'The tokenizer’s own special tokens.' : 'BOS toggled.'}
            />
          )
        })}
      </div>
    </Section>
  )
}
