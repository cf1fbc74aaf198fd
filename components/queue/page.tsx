import { Link } from '@/components/site/link'
import { PageHead } from '@/components/site/page'
import { duration, moment, plural } from '@/components/text/format'
import type { QueueLane, QueueRecord } from '@/lib/submissions/queue-schema'
import { EndedTable } from './ended'
import { KeepCurrent } from './keep-current'
import { RunningList } from './running'
import { WaitingTable } from './waiting'

/** The public queue: what runs, what waits, what ended last. */
export function QueuePage({ queue }: { queue: QueueRecord }) {
  const { as_of: asOf, lanes, running, waiting, ended } = queue
  const shown = lanes.filter((lane) => lane.waiting > 0)
  return (
    <>
      <PageHead title="Queue">
        <p>
          What the verifiers run now, and what waits, in the order in which it will start. Models of one size wait for
          each other only, and accounts take turns.
        </p>
      </PageHead>
      <p className="mt-4 text-note text-muted">
        As of {moment(asOf)}. <KeepCurrent />
      </p>
      <Part id="running" title="Running">
        {running.length === 0 ? <Idle waiting={waiting.length} /> : <RunningList runs={running} asOf={asOf} />}
      </Part>
      <Part id="waiting" title="Waiting">
        {shown.length === 0 && <p className="text-muted">Nothing waits: what is sent now starts at once.</p>}
        {shown.map((lane) => (
          <div key={lane.lane} className="mb-10 last:mb-0">
            <WaitingTable caption={captionOf(lane)} waiting={waiting.filter((one) => one.lane === lane.lane)} />
            <Rest lane={lane} shown={waiting.filter((one) => one.lane === lane.lane).length} />
          </div>
        ))}
      </Part>
      <Part id="ended" title="Ended last">
        {ended.length === 0 ? <p className="text-muted">Nothing has ended yet.</p> : <EndedTable ended={ended} />}
      </Part>
    </>
  )
}

function Part({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-12">
      <h2 id={id} className="mb-4 border-b border-edge pb-2 text-[1.1875rem]">
        {title}
      </h2>
      {children}
    </section>
  )
}

function Idle({ waiting }: { waiting: number }) {
  if (waiting > 0) return <p className="text-muted">No worker has taken the next one yet.</p>
  return (
    <div className="py-4">
      <p className="font-serif text-xl">The verifiers are idle</p>
      <p className="mt-2 text-muted">
        <Link href="/submit" className="link">
          Submit a coordinate
        </Link>{' '}
        and follow it here. A demonstration model takes less than a minute.
      </p>
    </div>
  )
}

function captionOf({
  lane,
  up_to_bytes: upTo,
  waiting,
  start_seconds: start,
  seconds_per_gb: perGb,
}: QueueLane): string {
  const models = upTo === null ? `${capital(lane)} models` : `${capital(lane)} models, up to ${upTo / 1e9} GB`
  return `${models}: ${plural(waiting, 'submission')}. A run takes about ${duration(start)}, and ${duration(perGb)} more for each gigabyte.`
}

function Rest({ lane: { waiting }, shown }: { lane: QueueLane; shown: number }) {
  if (waiting <= shown) return null
  return <p className="mt-3 text-note text-muted">And {waiting - shown} more behind them.</p>
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
