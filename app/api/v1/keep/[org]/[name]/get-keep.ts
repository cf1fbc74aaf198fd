import { OTHER_CAPITALS, RepoParams } from '@/app/api/v1/models/model-answer'
import { clientAddress } from '@/lib/arrival/client-address'
import type { Answer } from '@/lib/http/declaration'
import { route } from '@/lib/http/route'
import { keepAnswer } from '@/lib/keep/answer'
import { KeepAnswer } from '@/lib/keep/schema'
import { repoInAnyCase } from '@/lib/models/any-case'
import { sha256Hex } from '@/lib/protocol'

export const getKeepRoute = route({
  name: 'getKeep',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/keep/{org}/{name}',
  summary: 'Which weights of a model to keep in high precision, and why',
  description:
    'By the records of the model itself, or, if it has none, by those of the model it was made from, whose values are compared with the stored ones bit for bit. `evidence` says what each entry rests on. A set stays together.',
  params: RepoParams,
  response: {
    200: { description: 'What is on record of the model.', schema: KeepAnswer },
    308: OTHER_CAPITALS,
  },
  problems: [404, 422, 503],
  cache: 'public',
  tags: () => ['weight', 'set'],
  async handler({ params: { org, name }, request }) {
    const repo = `${org}/${name}`
    const known = await repoInAnyCase(repo)
    if (known !== null && known !== repo)
      return { status: 308, body: null, headers: { location: `/api/v1/keep/${known}` } }
    const answer = await keepAnswer(repo, clientAddress(request.headers))
    // What the Hub says may change at any time: only answers from records are kept until a record changes.
    return answer.commit === null ? { body: answer } : unstored(answer)
  },
})

function unstored(answer: KeepAnswer): Answer {
  const text = `${JSON.stringify(KeepAnswer.parse(answer))}\n`
  return { text, name: sha256Hex(text), cache: 'never' }
}
