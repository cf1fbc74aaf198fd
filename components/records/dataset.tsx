import { JsonLd } from '@/components/site/json-ld'
import { hubPage } from '@/components/text/hub-url'
import type { ClaimRecord } from '@/lib/claims/schema'

const LICENSE = 'https://creativecommons.org/publicdomain/zero/1.0/'
const PAPER = 'https://arxiv.org/abs/2411.07191'

/** The whole registry as a data set (https://schema.org/Dataset), for search engines. */
export function RegistryDataset({ origin }: { origin: string }) {
  return (
    <JsonLd
      data={{
        ...whole(origin),
        description:
          'Coordinates of super weights of language models: single scalars of down projections whose removal wrecks the model, each pinned to a commit, with its evidence, class and reports.',
        keywords: ['super weights', 'massive activations', 'outliers', 'quantization', 'language models'],
        isAccessibleForFree: true,
        citation: PAPER,
        distribution: [
          json(`${origin}/api/v1/weights`, 'Weights'),
          json(`${origin}/api/v1/sets`, 'Sets'),
          json(`${origin}/api/v1/models`, 'Models'),
        ],
      }}
    />
  )
}

interface RecordDatasetProps {
  readonly origin: string
  /** `SW-000001`, or a model's repo. */
  readonly name: string
  /** `SW-000001.2` */
  readonly versionName: string
  readonly versionUrl: string
  /** What it is about, in a sentence. */
  readonly description: string
  readonly record: {
    readonly version: number
    readonly repo: string
    readonly created_at: string
    readonly updated_at: string
    readonly claims: readonly ClaimRecord[]
  }
}

/** A version of a record as a data set, based on the model it is about and on the publications of its claims. */
export function RecordDataset({ origin, name, versionName, versionUrl, description, record }: RecordDatasetProps) {
  const { version, repo, created_at: created, updated_at: updated, claims } = record
  const hub = hubPage(repo)
  const works = new Map(claims.flatMap(({ sources }) => sources.map(({ citation, url }) => [citation, url])))
  return (
    <JsonLd
      data={{
        '@type': 'Dataset',
        name: name === repo ? `Super weights of ${repo}` : `${name}, ${repo}`,
        description,
        url: origin + versionUrl,
        identifier: versionName,
        version: String(version),
        license: LICENSE,
        dateCreated: created,
        dateModified: updated,
        isAccessibleForFree: true,
        isPartOf: whole(origin),
        ...(hub !== null && { isBasedOn: hub }),
        citation: [...works].map(([citation, url]) => ({ '@type': 'CreativeWork', name: citation, url })),
        distribution: [json(`${origin}/api/v1${versionUrl}`, versionName)],
      }}
    />
  )
}

const whole = (origin: string) => ({
  '@type': 'Dataset',
  name: 'Super Weights: a registry',
  url: `${origin}/`,
  license: LICENSE,
  description: 'The public registry of super-weight coordinates of language models.',
})

const json = (contentUrl: string, name: string) => ({
  '@type': 'DataDownload',
  name,
  contentUrl,
  encodingFormat: 'application/json',
})
