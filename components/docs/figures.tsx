import { readFileSync } from 'node:fs'
import path from 'node:path'
import { PerplexityBars, type PerplexityBar } from '@/components/plots/perplexity-bars'
import { ResidualTrace } from '@/components/plots/residual-trace'
import { SpikesRemoved } from '@/components/plots/spikes-removed'
import { PlayableWeight } from './play'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { CHECK_IDS, checkFacts, CURRENT_PROTOCOL } from '@/lib/protocol'
import { RealModel, REMOVALS, type RemovalName } from '@/lib/real-model/schema'

/** Plots and tables of pages in `content/docs`, by the name that the page gives: `<Figure name="real-model/spikes" />`. */
const FIGURES: Readonly<Record<string, () => React.ReactNode>> = {
  checks: () => <Checks />,
  'super-weight': () => <PlayableWeight />,
  'real-model/spikes': () => <Spikes {...realModel()} />,
  'real-model/residual': () => <Residual {...realModel()} />,
  'real-model/damage': () => <Damage {...realModel()} />,
}

/** @throws for a name that no figure has */
export function Figure({ name }: { name: string }) {
  const figure = FIGURES[name]
  if (!figure) throw new Error(`No figure is called ${name}.`)
  return <div className="my-8 max-w-(--container-prose)">{figure()}</div>
}

// The site runs in the repository's root, as components/docs/pages.ts expects too.
const realModel = (): RealModel =>
  RealModel.parse(JSON.parse(readFileSync(path.join(process.cwd(), 'content', 'docs', 'real-model.json'), 'utf8')))

/** What the current protocol asks. */
function Checks() {
  return (
    <Table
      stacked
      hideCaption
      caption={`The checks of ${CURRENT_PROTOCOL.id}`}
      head={
        <>
          <Th>Check</Th>
          <Th>Passes when</Th>
        </>
      }
    >
      {CHECK_IDS.map((id) => (
        <Tr key={id}>
          <RowHead>{id}</RowHead>
          <Td>{checkFacts(id).passesWhen(CURRENT_PROTOCOL.document)}</Td>
        </Tr>
      ))}
    </Table>
  )
}

function Spikes({ model, spikes }: RealModel) {
  return (
    <SpikesRemoved
      id="real-spikes"
      title="Largest |y| of each layer’s down projection"
      intact={spikes.intact}
      removed={spikes.removed}
      without="with the pair removed"
      note={`${model.name}. Stems: intact; rings: with the pair removed. Prompt: “${spikes.prompt}”`}
    />
  )
}

function Residual({ residual }: RealModel) {
  return (
    <ResidualTrace
      id="real-residual"
      title={`|h| in residual channel ${residual.channel}, token ${residual.token}`}
      intact={residual.intact}
      removed={residual.removed}
      what="the pair"
    />
  )
}

const TONES: Partial<Record<RemovalName, PerplexityBar['tone']>> = {
  pair: 'claimed',
  'alone:0': 'member',
  'alone:1': 'member',
}

function Damage({ corpus, perplexity, removals }: RealModel) {
  const bars = removals.map(({ name, here: { ratio, lower, upper } }): PerplexityBar => ({
    name: REMOVALS[name].label,
    perplexity: perplexity.here * ratio,
    interval: [perplexity.here * lower, perplexity.here * upper],
    tone: TONES[name] ?? 'control',
  }))
  return (
    <PerplexityBars
      id="real-damage"
      title="Perplexity, intact and with weights removed"
      bars={[{ name: 'Intact', perplexity: perplexity.here, tone: 'intact' }, ...bars]}
      note={`Log axis from 1, so a bar’s length is the mean loss. ${corpus.windows} windows of ${corpus.window_tokens} tokens, no BOS. Behind each perplexity stands R. Thin lines: 95 % bootstrap interval.`}
    />
  )
}
