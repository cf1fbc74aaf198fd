import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import type { VersionChanges } from '@/lib/records/compare-versions'

/** Longer values are cut: the JSON of both versions has them whole. */
const LONGEST = 400

/** What differs between two versions of a record, place by place. */
export function Changes({ changes: { since, version, differences } }: { changes: VersionChanges }) {
  if (differences.length === 0)
    return (
      <p className="text-muted">
        Versions {since} and {version} differ in nothing but number and time.
      </p>
    )
  return (
    <Table
      stacked
      caption={`What version ${version} changed since version ${since}. Places are those of the JSON.`}
      head={
        <>
          <Th>Place</Th>
          <Th>Version {since}</Th>
          <Th>Version {version}</Th>
        </>
      }
    >
      {differences.map((difference, i) => (
        <Tr key={i}>
          <RowHead>
            <code className="font-mono text-[0.8125rem] wrap-anywhere">{difference.path}</code>
          </RowHead>
          <Td label={`Version ${since}`}>
            <Side has={'before' in difference} value={difference.before} gone />
          </Td>
          <Td label={`Version ${version}`}>
            <Side has={'after' in difference} value={difference.after} />
          </Td>
        </Tr>
      ))}
    </Table>
  )
}

function Side({ has, value, gone = false }: { has: boolean; value: unknown; gone?: boolean }) {
  if (!has) return <span className="text-muted">not there</span>
  const Tag = gone ? 'del' : 'ins'
  return (
    <Tag className={`max-w-md text-[0.875rem] wrap-anywhere ${gone ? 'text-muted decoration-faint' : 'no-underline'}`}>
      {linesOf(value).map((line, i) => (
        <span key={i} className="block">
          {line}
        </span>
      ))}
    </Tag>
  )
}

/** A value as it is read: of an object a line for each field. */
function linesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [cut(value)]
  return Object.entries(value).map(([field, of]) => `${field}: ${cut(of)}`)
}

function cut(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text
}
