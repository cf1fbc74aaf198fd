import { z } from 'zod'
import { Time } from '@/lib/timestamp'
import { CHALLENGE_STATES } from '@/lib/challenges/life'
import { ReasonCode } from '@/lib/challenges/record-schema'
import { ChallengeId } from '@/lib/ids'
import { STATUSES } from '@/lib/protocol'
import { ROLES, SCOPES } from '@/lib/accounts/auth'
import { OwnSigningKey, SigningKeyRecord } from '@/lib/accounts/signing/schema'
import { KeyRecord } from '@/lib/accounts/keys/schema'
import { WebhookRecord } from '@/lib/webhooks/schema'

const Handle = z.string().meta({ description: 'Unique here, in every spelling.', example: 'ada' })

/** A provider's name for a person. */
const IdentityRecord = z.object({
  provider: z.string().meta({ example: 'huggingface' }),
  handle: z.string(),
})

/** What everyone may see of a person. */
export const PersonRecord = z
  .object({
    handle: Handle,
    url: z.string(),
    identities: z.array(IdentityRecord).meta({ description: 'Who vouches for the person. Empty for `local`.' }),
    roles: z.array(z.enum(ROLES)),
    since: Time,
    submissions: z.int().nonnegative(),
    accepted: z.int().nonnegative().meta({ description: 'Claims of this person that were accepted.' }),
    signing_keys: z.array(SigningKeyRecord).meta({
      description:
        'Keys with which the person signs reports, the newest first: with them anybody can check a signature.',
    }),
  })
  .meta({ id: 'Person' })
export type PersonRecord = z.infer<typeof PersonRecord>

/** Who sends a request, and what it may do. */
export const WhoAmI = z.object({
  handle: Handle,
  via: z.enum(['session', 'key', 'local']).meta({ description: 'How the registry knows.' }),
  roles: z.array(z.enum(ROLES)),
  scopes: z.array(z.enum(SCOPES)),
})
export type WhoAmI = z.infer<typeof WhoAmI>

/** Everything that the registry keeps of a person, for that person. */
export const AccountExport = z.object({
  account: z.object({
    handle: Handle,
    name: z.string().meta({ description: 'The handle at the provider.' }),
    image: z.string().nullable(),
    roles: z.array(z.enum(ROLES)),
    created_at: Time,
  }),
  identities: z.array(z.object({ provider: z.string(), subject: z.string(), created_at: Time })),
  sessions: z.array(z.object({ id: z.int(), browser: z.string(), created_at: Time, expires_at: Time })),
  keys: z.array(KeyRecord),
  signing_keys: z.array(OwnSigningKey),
  webhooks: z.array(WebhookRecord),
  submissions: z.array(
    z.object({
      id: z.string(),
      status: z.enum(STATUSES),
      repo: z.string(),
      revision: z.string().nullable(),
      coordinates: z.array(z.string()),
      value: z.number().nullable(),
      source: z.string().nullable(),
      note: z.string().nullable(),
      created_at: Time,
    }),
  ),
  challenges: z.array(
    z.object({
      id: ChallengeId,
      record: z.string(),
      reason: ReasonCode,
      text: z.string(),
      state: z.enum(CHALLENGE_STATES),
      created_at: Time,
    }),
  ),
  answers: z
    .array(z.object({ challenge: ChallengeId, act: z.string(), text: z.string(), at: Time }))
    .meta({ description: 'What the person did with challenges.' }),
  reviews: z.array(z.object({ submission: z.string(), text: z.string(), at: Time })),
})
export type AccountExport = z.infer<typeof AccountExport>
