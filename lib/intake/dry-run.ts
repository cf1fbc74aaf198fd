import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import { db } from '@/lib/db'
import { printId } from '@/lib/ids'
import type { SubmissionInput } from '@/lib/submissions/schema'
import { contradictionOf, keyOfReading } from './apply-reading'
import { sentKeyOf } from './claim-key'
import { checkpointHeadOf } from './checkpoint-head'
import type { DryRun } from './dry-run-schema'
import { isSameCommit, knownClaims } from './earlier-submission'
import { parseInput, type ParsedSubmission } from './parse-input'
import { AWAITING_SLOT, readWhenFree } from './read-when-free'
import type { Sender } from './receive'
import { sizeRefusal } from './size-limit'
import { waitingText } from './try-reading'

/**
 * Does what receiving a submission does, up to reading the values, and says what would happen. Nothing is stored.
 * @throws AppError 422 where receiving it would: what is wrong with the claim itself
 */
export async function dryRun(input: SubmissionInput, { account, address }: Sender): Promise<DryRun> {
  const parsed = parseInput(input)
  const kind = parsed.coordinates.length === 0 ? 'search' : 'claim'
  const read = await readWhenFree(parsed, [`account ${account.id}`, `address ${address}`])
  const without = { schema_version: 1, kind, submission: null, checkpoint: null, suggestions: [] as string[] } as const
  switch (read.kind) {
    case 'read':
      return { ...without, ...(await outcomeOf(parsed, read.reading, account.id)) }
    case 'blocked':
      return {
        ...without,
        outcome: 'blocked',
        text: read.text,
        code: read.code,
        suggestions: [...(read.suggestions ?? [])],
      }
    case 'busy':
      return { ...without, outcome: 'waiting', ...AWAITING_SLOT }
    case 'later':
      return { ...without, outcome: 'waiting', text: waitingText(read.text), code: 'hub-unreachable' }
  }
}

async function outcomeOf(
  parsed: ParsedSubmission,
  reading: CheckpointReading,
  accountId: number,
): Promise<Omit<DryRun, 'schema_version' | 'kind' | 'suggestions'>> {
  const checkpoint = checkpointHeadOf(reading)
  const wrong = contradictionOf(parsed.value, reading)
  if (wrong !== null) return { outcome: 'invalid', text: wrong.text, code: wrong.code, submission: null, checkpoint }
  const tooLarge = sizeRefusal(reading)
  if (tooLarge !== null) return { outcome: 'blocked', ...tooLarge, submission: null, checkpoint }
  const keys = { accountId, sentKey: sentKeyOf(parsed), claimKey: keyOfReading(reading) }
  const { same, before } = await knownClaims(db, keys)
  const known = same ?? (before && isSameCommit(before, reading) ? before : null)
  if (known !== null) {
    const submission = printId('submission', known.id)
    const isOthers = known.accountId !== accountId && parsed.coordinates.length > 0
    const then = isOthers ? 'Sending it joins your claim to it: one run decides for both' : 'Sending it leads there'
    const text = `The same was submitted before: ${submission}. ${then}.`
    return { outcome: 'known', text, code: null, submission, checkpoint }
  }
  const what =
    parsed.coordinates.length === 0 ? 'The checkpoint would be searched' : 'The claim would be queued for a verifier'
  return { outcome: 'queued', text: `${what}, pinned to this commit.`, code: null, submission: null, checkpoint }
}
