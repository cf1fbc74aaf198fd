import { Link } from '@/components/site/link'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { exact, short } from '@/components/text/format'
import { ExternalLink } from '@/components/text/external-link'
import { placeWords } from '@/components/literature/place'
import type { ClaimRecord } from '@/lib/claims/schema'
import { matchesStored } from '@/lib/protocol'
import type { WeightRecord } from '@/lib/weights/schema'

/** One voice about a coordinate. */
interface Voice {
  readonly key: string
  readonly who: React.ReactNode
  readonly says: string
  /** It contradicts the others. */
  readonly against: boolean
  readonly value: number | null
  readonly commit: string | null
}

/** Key of this registry's own voice. */
const HERE = 'here'

/** Who says what about a coordinate, side by side with what this registry read and measured. Shown where there is more than one voice. */
export function ClaimsTable({ weight }: { weight: WeightRecord }) {
  const voices = weight.claims.filter(({ withdrawn_at: at }) => at === null).flatMap(voicesOf)
  if (voices.length + Number(weight.value !== null) < 2) return null
  const here: Voice = {
    key: HERE,
    who: <strong>This registry</strong>,
    says: `level ${weight.level.number}, ${weight.level.word}${weight.class ? `; class ${weight.class}` : ''}`,
    against: false,
    value: weight.value,
    commit: weight.commit,
  }
  return (
    <div className="mb-10">
      <Table
        stacked
        caption="Side by side. A value that differs from the one read here is marked."
        head={
          <>
            <Th>Who</Th>
            <Th>Says</Th>
            <Th right>Value</Th>
            <Th>Commit</Th>
          </>
        }
      >
        {[here, ...voices].map((voice) => (
          <Tr key={voice.key}>
            <RowHead>
              <span className="block max-w-sm">{voice.who}</span>
            </RowHead>
            <Td label="Says">
              <span className={voice.against ? 'font-semibold text-accent' : ''}>{voice.says}</span>
            </Td>
            <Td right label="Value">
              <Value voice={voice} weight={weight} />
            </Td>
            <Td label="Commit">
              {voice.commit ? (
                <code className="font-mono text-[0.875rem]">{short(voice.commit)}</code>
              ) : (
                <None here={voice.key === HERE} />
              )}
            </Td>
          </Tr>
        ))}
      </Table>
    </div>
  )
}

const None = ({ here }: { here: boolean }) => <span className="text-muted">{here ? 'not read' : 'none given'}</span>

/** A value that is given, and whether it is the stored one, by the rule of the check of values. */
function Value({ voice: { key, value }, weight: { value: read, dtype } }: { voice: Voice; weight: WeightRecord }) {
  if (value === null) return <None here={key === HERE} />
  return read === null || dtype === null || matchesStored(value, read, dtype) ? (
    <span className="tabular">{exact(value)}</span>
  ) : (
    <strong className="text-accent tabular">{exact(value)}, not the stored one</strong>
  )
}

function voicesOf(claim: ClaimRecord, index: number): Voice[] {
  const { sources, submission, polarity, place, value, value_source: printedBy, commit } = claim
  const negative = polarity === 'negative'
  if (submission)
    return [
      {
        key: `${index} ${submission}`,
        who: (
          <Link href={`/submissions/${submission}`} className="link">
            {submission}
          </Link>
        ),
        says: 'claims it',
        against: false,
        value,
        commit,
      },
    ]
  return sources.map(({ key, citation, url, stance }) => ({
    key: `${index} ${key}`,
    who: <ExternalLink href={url}>{citation.replace(/\.$/, '')}</ExternalLink>,
    says:
      stance === 'contradicts'
        ? 'gives another coordinate in its place'
        : place
          ? `names ${placeWords(claim)} alone`
          : negative
            ? 'removing it does little or no damage'
            : 'a super weight',
    against: stance === 'contradicts' || negative,
    value: printedBy === key ? value : null,
    commit,
  }))
}
