import { readFileSync } from 'node:fs'
import path from 'node:path'
import { WeightRecord } from '@/lib/weights/schema'

let read: WeightRecord | undefined

/** The record of a demonstration model's super weight, as the API gave it. The site runs in the repository's root (scripts/start ensures it). */
export function exampleRecord(): WeightRecord {
  const file = path.join(process.cwd(), 'content', 'docs', 'example-record.json')
  return (read ??= WeightRecord.parse(JSON.parse(readFileSync(file, 'utf8'))))
}

/** Some fields of the example record, as JSON, beside what they mean. */
export function Fields({ names, children }: { names: string; children: React.ReactNode }) {
  const record: Readonly<Record<string, unknown>> = exampleRecord()
  const wanted = names.split(' ')
  const unknown = wanted.filter((name) => !(name in record))
  if (unknown.length > 0) throw new Error(`The example record has no field ${unknown.join(', ')}.`)
  return (
    <div className="my-5 grid items-start gap-x-8 gap-y-2 border-t border-rule pt-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] min-[88rem]:w-[calc(100%+12rem)]">
      <pre
        tabIndex={0}
        className="scroll-hint on-wash min-w-0 bg-wash px-3 py-2 font-mono text-[0.8125rem] leading-5 overflow-x-auto whitespace-pre-wrap"
      >
        <code>{wanted.map((name) => `"${name}": ${JSON.stringify(record[name], null, 2)}`).join(',\n')}</code>
      </pre>
      <div className="prose min-w-0 text-[0.9375rem]">{children}</div>
    </div>
  )
}
