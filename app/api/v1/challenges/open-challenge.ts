import { MAY_CHALLENGE } from '@/app/who-may-write'
import { ChallengeInput, ChallengeRecord } from '@/lib/challenges/schema'
import { route } from '@/lib/http/route'
import { openChallenge } from '@/lib/review/open-challenge'
import { MAX_BODY_BYTES } from './limits'

const HEADERS = { location: 'Address of the challenge.' }

export const openChallengeRoute = route({
  name: 'openChallenge',
  method: 'POST',
  auth: MAY_CHALLENGE,
  path: '/api/v1/challenges',
  summary: 'Challenge a weight or a set',
  description:
    'The record shows the challenge from its next version on, until a maintainer decides it. An account has one open challenge of a record: sending another returns 200 with the first.',
  body: ChallengeInput,
  limits: { maxBodyBytes: MAX_BODY_BYTES },
  response: {
    201: { description: 'Opened.', schema: ChallengeRecord, headers: HEADERS },
    200: { description: 'Your open challenge of this record, unchanged.', schema: ChallengeRecord, headers: HEADERS },
  },
  problems: [404, 409],
  cache: 'never',
  async handler({ body, account }) {
    const { challenge, created } = await openChallenge(body, account)
    return { status: created ? 201 : 200, body: challenge, headers: { location: `/api/v1${challenge.url}` } }
  },
})
