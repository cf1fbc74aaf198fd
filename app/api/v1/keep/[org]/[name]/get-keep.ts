import { notFound } from '@/app/api/v1/or-404'
import { OTHER_CAPITALS, RepoParams } from '@/app/api/v1/models/model-answer'
import { route } from '@/lib/http/route'
import { keepAnswer } from '@/lib/keep/answer'
import { KeepAnswer } from '@/lib/keep/schema'
import { repoInAnyCase } from '@/lib/models/any-case'

export const getKeepRoute = route({
  name: 'getKeep',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/keep/{org}/{name}',
  summary: 'Which weights of a model to keep in high precision, and why',
  description:
    'Verified super weights and sets first, then published ones that nobody has verified here; `evidence` says which. A set stays together.',
  params: RepoParams,
  response: {
    200: { description: 'What is on record of the model.', schema: KeepAnswer },
    308: OTHER_CAPITALS,
  },
  problems: [404, 422],
  cache: 'public',
  tags: () => ['weight', 'set'],
  async handler({ params: { org, name } }) {
    const repo = `${org}/${name}`
    const answer = await keepAnswer(repo)
    if (answer) return { body: answer }
    const known = await repoInAnyCase(repo)
    if (known === null || known === repo)
      throw notFound(
        `Nothing is on record of ${repo}. To have it searched for super weights, send {"repo": "${repo}"} to /api/v1/submissions.`,
      )
    return { status: 308, body: null, headers: { location: `/api/v1/keep/${known}` } }
  },
})
