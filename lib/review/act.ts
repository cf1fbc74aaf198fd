import { challengeAfter, type ChallengeAct } from '@/lib/challenges/life'
import { storedAct } from '@/lib/challenges/stored'
import { printSubject, subjectOf } from '@/lib/challenges/subject'
import type { Db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { assertStorable } from '@/lib/http/storable'
import { writeTransaction } from '@/lib/intake/writing-limit'
import { parseId, printId } from '@/lib/ids'
import { queue } from '@/lib/jobs/queue'
import type { Account, Challenge } from '@/prisma/generated/client'
import { type Challenged, challengedChanged, lockChallenged } from './challenged'
import { openOf, assertSetsAreWithdrawn, assertMembersStand, withdrawnOf } from './standing'
import { verifyAgain } from './verify-again'

/** Who does something with a challenge, and why, as everybody may read. */
export interface Answer {
  readonly account: Account
  readonly text: string
}

/**
 * Does something with a challenge, all or nothing, and renders its record again where that shows it. The caller has checked the role that the act
 * needs; whose challenge it is is checked here.
 * @param id `CH-000001`
 * @throws AppError 404 `not-found`; 403 `not-yours`; 409 `not-now` where its state, or that of other records, does not allow it
 */
export async function actOnChallenge(id: string, act: ChallengeAct, answer: Answer): Promise<void> {
  assertStorable(answer.text)
  await queue() // outside the transaction: the first start takes a second
  await writeTransaction(async (tx) => {
    const number = parseId('challenge', id)
    const found = number === null ? null : await tx.challenge.findUnique({ where: { id: number } })
    if (!found) throw new AppError({ status: 404, code: 'not-found', detail: `There is no challenge ${id}.` })
    const named = printSubject(found)
    const challenged = await lockChallenged(tx, subjectOf(named), named)
    // Read again under the lock: somebody else may just have decided it.
    const challenge = await tx.challenge.findUniqueOrThrow({ where: { id: found.id } })
    assertOwn(challenge, act, answer.account)
    const after = challengeAfter(challenge.state, act)
    if ('text' in after) throw notNow(`${printId('challenge', challenge.id)}: ${after.text}`)
    await WORK[act](tx, { challenge, challenged, answer })
  })
}

interface Task {
  readonly challenge: Challenge
  readonly challenged: Challenged
  readonly answer: Answer
}

const WORK: Readonly<Record<ChallengeAct, (tx: Db, task: Task) => Promise<void>>> = {
  commented: (tx, { challenge, answer }) => note(tx, challenge, 'commented', answer),
  async 'verified-again'(tx, { challenge, challenged, answer }) {
    await verifyAgain(tx, challenge, challenged, answer)
    await note(tx, challenge, 'verified-again', answer)
  },
  async retracted(tx, { challenge, challenged, answer }) {
    await decide(tx, [challenge], 'retracted', answer)
    await challengedChanged(tx, challenged, `${printId('challenge', challenge.id)} was retracted.`)
  },
  async upheld(tx, { challenge, challenged, answer }) {
    // A record stands again only if no challenge is left that withdraws it.
    const of = challenge.state === 'withdrawn' ? await withdrawnOf(tx, challenged) : [challenge]
    if (challenge.state === 'withdrawn') await assertMembersStand(tx, challenged)
    await decide(tx, of, 'upheld', answer)
    await challengedChanged(tx, challenged, `It was upheld: ${printId('challenge', challenge.id)}.`)
  },
  async withdrawn(tx, { challenge, challenged, answer }) {
    await assertSetsAreWithdrawn(tx, challenged)
    const others = (await openOf(tx, challenged)).filter(({ id }) => id !== challenge.id)
    await decide(tx, [challenge, ...others], 'withdrawn', answer)
    await challengedChanged(tx, challenged, `It was withdrawn: ${printId('challenge', challenge.id)}.`)
  },
}

async function decide(
  tx: Db,
  challenges: readonly Challenge[],
  act: 'upheld' | 'withdrawn' | 'retracted',
  answer: Answer,
): Promise<void> {
  for (const challenge of challenges) {
    await tx.challenge.update({ where: { id: challenge.id }, data: { state: act } })
    await note(tx, challenge, act, answer)
  }
}

async function note(tx: Db, { id }: Challenge, act: ChallengeAct, { account, text }: Answer): Promise<void> {
  await tx.challengeEvent.create({ data: { challengeId: id, act: storedAct(act), text, accountId: account.id } })
}

/** Only its challenger takes it back; only its challenger, reviewers and maintainers add to it. */
function assertOwn({ id, accountId }: Challenge, act: ChallengeAct, account: Account): void {
  if (accountId === account.id || (act !== 'retracted' && act !== 'commented')) return
  if (act === 'commented' && account.roles.some((role) => role !== 'submitter')) return
  const who = act === 'retracted' ? 'only that one can retract it' : 'only that one and reviewers can comment on it'
  throw new AppError({
    status: 403,
    code: 'not-yours',
    detail: `${printId('challenge', id)} was opened by another account; ${who}.`,
  })
}

const notNow = (detail: string) => new AppError({ status: 409, code: 'not-now', detail })
