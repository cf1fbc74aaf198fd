import { z } from 'zod'
import { OTHER_CAPITALS, RepoParams } from '@/app/api/v1/models/model-result'
import { clientAddress } from '@/lib/arrival/client-address'
import { route } from '@/lib/http/route'
import { keepAnswer } from '@/lib/keep/answer'
import { TOOLS } from '@/lib/keep/formats'
import { keepList } from '@/lib/keep/answers/list'
import { KeepAnswer, KeepListText, KeepQuery } from '@/lib/keep/answers/schema'
import { repoInAnyCase } from '@/lib/models/any-case'
import { sha256Hex } from '@/lib/protocol'

/** Media types of the lists that are not JSON. */
const OTHER_TYPES = [...new Set(TOOLS.map(({ mediaType }) => mediaType))].filter((type) => type !== 'application/json')

export const getKeepRoute = route({
  name: 'getKeep',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/keep/{org}/{name}',
  summary: 'Which weights of a model to keep in high precision, and why',
  description:
    'By the records of the model itself, or, if it has none, by those of the model it was made from (`base`, `base_found`), whose values are compared with the stored ones bit for bit. `evidence` says what each entry rests on. A set stays together.',
  params: RepoParams,
  query: KeepQuery,
  response: {
    200: {
      description: 'The answer, or with `format` the list alone.',
      schema: z.union([KeepAnswer, KeepListText]),
      alsoAs: OTHER_TYPES,
      headers: { 'content-disposition': 'Name of the file, with `format`.' },
    },
    308: OTHER_CAPITALS,
  },
  problems: [404, 422, 503],
  // What the Hub says may change at any time, and each client reads a repo of its own: only answers from records are kept by caches.
  cache: 'never',
  async handler({ params: { org, name }, query: { format }, request }) {
    const repo = `${org}/${name}`
    const known = await repoInAnyCase(repo)
    if (known !== null && known !== repo)
      return { status: 308, body: null, headers: { location: `/api/v1/keep/${known}${new URL(request.url).search}` } }
    const answer = await keepAnswer(repo, clientAddress(request.headers))
    const cache = answer.commit === null ? { cache: 'public' as const } : {}
    if (format === undefined) return { ...written(`${JSON.stringify(KeepAnswer.parse(answer))}\n`), ...cache }
    const { text, mediaType, fileName } = keepList(answer, format)
    return {
      ...written(text),
      ...cache,
      contentType: mediaType,
      headers: { 'content-disposition': `inline; filename="${fileName}"` },
    }
  },
})

const written = (text: string) => ({ text, name: sha256Hex(text) })
