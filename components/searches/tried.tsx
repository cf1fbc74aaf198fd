import { RatioText } from '@/components/reports/ratio-text'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { readable } from '@/components/text/format'
import type { FindResult, FoundSpike } from '@/lib/protocol'
import { placesOf } from './damages'

/** Spikes without a weight that are named: the strongest. */
const SHOWN = 5

/** What looked like a super weight and is none, and the spikes that no weight makes. */
export function Tried({ search }: { search: FindResult }) {
  const { tried, unexplained, searched } = search
  const strongest = unexplained.slice(0, SHOWN)
  return (
    <div className="mt-12 space-y-8 empty:hidden">
      {tried.length > 0 && (
        <section aria-labelledby="tried">
          <h3 id="tried" className="mb-3 text-[1.1875rem]">
            Tried, and no answer
          </h3>
          <Table
            stacked
            caption="A large spike does not make a super weight: removing these does too little damage."
            head={
              <>
                <Th>Removed</Th>
                <Th>Spike</Th>
                <Th right>R</Th>
                <Th>Why it is no answer</Th>
              </>
            }
          >
            {tried.map((trial) => (
              <Tr key={`${placesOf(trial)} ${trial.group}`}>
                <RowHead>{placesOf(trial)}</RowHead>
                <Td label="Spike">{spikeWords(trial.spike)}</Td>
                <Td right label="R">
                  <RatioText value={trial.damage} plain />
                </Td>
                <Td label="Why">{trial.reason}</Td>
              </Tr>
            ))}
          </Table>
        </section>
      )}
      {strongest.length > 0 && (
        <section aria-labelledby="unexplained">
          <h3 id="unexplained" className="mb-2 text-[1.1875rem]">
            Spikes that no weight makes
          </h3>
          <p className="max-w-prose">
            Biases or attention make them, or many weights together, so that there is nothing to remove:{' '}
            {strongest.map(spikeWords).join('; ')}
            {searched.unexplained > strongest.length && ` and ${searched.unexplained - strongest.length} more`}.
          </p>
        </section>
      )}
    </div>
  )
}

function spikeWords({ layer, channel, output, late_echo: echo }: FoundSpike): string {
  return `y = ${readable(output)} in layer ${layer}, channel ${channel}${echo ? ' (late echo)' : ''}`
}
