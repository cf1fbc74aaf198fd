import { z } from 'zod'
import { RepoParams } from '@/app/api/v1/models/model-result'
import { clientAddress } from '@/lib/arrival/client-address'
import { searchText } from '@/lib/http/common-schema'
import { route } from '@/lib/http/route'
import { CheckpointHead } from '@/lib/intake/dry-run-schema'
import { lookAt } from '@/lib/intake/look-at'
import { listParameter } from '@/lib/list-parameter'

const CheckpointQuery = z.object({
  revision: searchText(200).optional().meta({ description: 'Branch, tag or commit. Default: the main branch.' }),
  coordinate: listParameter(searchText(400), {
    description: 'A coordinate, in any spelling; given several times, several. Its one value is read.',
    example: ['2:3968:7003'],
  }),
})

export const getCheckpointRoute = route({
  name: 'getCheckpoint',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/checkpoints/{org}/{name}',
  summary: 'What the registry reads of a repo of the Hub',
  description:
    'Config and headers, and the one value of each coordinate asked for. No tensor is read, and nothing is stored.',
  params: RepoParams,
  query: CheckpointQuery,
  response: { 200: { description: 'The checkpoint.', schema: CheckpointHead } },
  problems: [404, 422, 503],
  // The branch may move, and reading takes a slot: nothing to keep for others.
  cache: 'never',
  handler: async ({ params: { org, name }, query: { revision, coordinate }, request }) => ({
    body: await lookAt(
      { repo: `${org}/${name}`, revision, coordinates: coordinate ?? [] },
      clientAddress(request.headers),
    ),
  }),
})
