import { duration } from '@/components/text/format'
import type { Status } from '@/lib/protocol/states'
import { isReasonCode, type ReasonCode } from '@/lib/reasons'
import type { SubmissionRecord } from '@/lib/submissions/schema'

/** One stage of a submission, as the stepper shows it. */
export interface Stage {
  readonly name: string
  readonly state: 'done' | 'now' | 'stopped' | 'ahead'
  /** When it was reached, RFC 3339; null for a later stage. */
  readonly at: string | null
  readonly reason: string
  /** Set if the reason has a page. */
  readonly code?: ReasonCode
}

const WAY = ['received', 'screened', 'queued', 'running'] as const satisfies readonly Status[]

type Kind = SubmissionRecord['kind']

const AHEAD: Readonly<Record<Kind, Readonly<Record<(typeof WAY)[number] | 'end', string>>>> = {
  claim: {
    received: 'The claim is stored.',
    screened: 'The commit is pinned and the one value read.',
    queued: 'A job waits for a worker.',
    running: 'The verifier measures the spike, the damage and the controls.',
    end: 'The verdict is computed from the report.',
  },
  search: {
    received: 'The request is stored.',
    screened: 'The commit is pinned and the header read.',
    queued: 'A job waits for a worker.',
    running: 'The verifier looks for spikes, removes what makes them, and verifies what wrecks the model.',
    end: 'What was found is shown, ready to be claimed.',
  },
}

const END: Readonly<Record<Kind, string>> = { claim: 'verdict', search: 'result' }

/** The result of a finished stage: screening says what it found, the others how long they took. */
function past(kind: Kind, name: (typeof WAY)[number], reason: string, seconds: number): string {
  switch (name) {
    case 'received':
      return `The ${kind === 'search' ? 'request' : 'claim'} was stored.`
    case 'screened':
      return reason
    case 'queued':
      return `The job waited ${span(seconds)} for a worker.`
    case 'running':
      return `The verifier ran for ${span(seconds)}.`
  }
}

/** The stages of a submission and its end; a stage entered twice shows its latest time. Stages that an ended submission never reached are left out. */
export function stagesOf({
  kind,
  status,
  history,
  reason,
}: Pick<SubmissionRecord, 'kind' | 'status' | 'history' | 'reason'>): Stage[] {
  const ended = !(WAY as readonly string[]).includes(status)
  const stages: Stage[] = WAY.map((name) => {
    const at = history.findLastIndex((entry) => entry.status === name)
    const entry = history[at]
    // A requeued job goes from running back to queued: then running is a later stage again.
    const reached =
      entry !== undefined && WAY.indexOf(name) <= (ended ? WAY.length : WAY.indexOf(status as (typeof WAY)[number]))
    if (!reached) return { name, state: 'ahead', at: null, reason: AHEAD[kind][name] }
    if (name === status)
      return { name, state: 'now', at: entry.at, reason: reason?.text ?? entry.reason, ...explained(reason?.code) }
    return {
      name,
      state: 'done',
      at: entry.at,
      reason: past(kind, name, entry.reason, secondsBetween(entry.at, history[at + 1]?.at ?? entry.at)),
    }
  })
  if (!ended) return [...stages, { name: END[kind], state: 'ahead', at: null, reason: AHEAD[kind].end }]
  const end = history.findLast((entry) => entry.status === status)
  const good = status === 'accepted' || status === 'searched'
  return [
    ...stages.filter((stage) => stage.state !== 'ahead'),
    {
      name: status.replace('-', ' '),
      state: good ? 'done' : 'stopped',
      at: end?.at ?? null,
      reason: end?.reason ?? reason?.text ?? '',
      ...explained(end?.reason_code ?? reason?.code),
    },
  ]
}

/** The code of a reason that has a page; the checks of a verdict have none. */
function explained(code: string | null | undefined): { code?: ReasonCode } {
  return typeof code === 'string' && isReasonCode(code) ? { code } : {}
}

const span = (seconds: number) => (seconds < 1 ? 'less than a second' : duration(seconds))

function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1_000
}
