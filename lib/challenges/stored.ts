import type { ChallengeAct as StoredAct, ChallengeReason as StoredReason } from '@/prisma/generated/client'
import type { ChallengeAct } from './life'
import type { ChallengeReason } from './reasons'

// Prisma's names cannot contain hyphens; everywhere else the words of lib/challenges are used.

type Hyphened<T extends string> = T extends `${infer A}_${infer B}` ? `${A}-${Hyphened<B>}` : T

const hyphened = <T extends string>(stored: T) => stored.replaceAll('_', '-') as Hyphened<T>

export const reasonOf = (stored: StoredReason): ChallengeReason => hyphened(stored)
export const storedReason = (reason: ChallengeReason): StoredReason => reason.replaceAll('-', '_') as StoredReason

export const actOf = (stored: StoredAct): ChallengeAct => hyphened(stored)
export const storedAct = (act: ChallengeAct): StoredAct => act.replaceAll('-', '_') as StoredAct
