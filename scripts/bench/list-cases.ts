import { depthsSql } from '@/lib/depths/families'
import { columnCountsSql, sourceCountsSql, unitCountsSql } from '@/lib/facets/counts-sql'
import { UnitClaimQuery } from '@/lib/facets/unit-claim-schema'
import { unitClaimsSql } from '@/lib/facets/unit-claims'
import { type Cursor, decodeCursor, encodeCursor, type CursorValue } from '@/lib/http/cursor'
import { claimsOfWorksSql, worksSql } from '@/lib/literature/works'
import { modelPageSql } from '@/lib/models/list'
import { ModelQuery } from '@/lib/models/schema'
import { flatSql } from '@/lib/records/flat'
import { pageSql } from '@/lib/records/list'
import { SET_SORTS, SetQuery } from '@/lib/sets/schema'
import { WEIGHT_SORTS, WeightQuery } from '@/lib/weights/schema'
import { Prisma } from '@/prisma/generated/client'

/** One list query. */
export interface ListCase {
  readonly title: string
  readonly sql: Prisma.Sql
  /** Index that its plan must use. */
  readonly index: string
  /** Tables that it may read whole. */
  readonly whole?: readonly string[]
}

/** Start of a page in the middle of a filled index (`fill-index.ts`), by sort. */
const MIDDLE: Readonly<Record<WeightQuery['sort'], CursorValue>> = {
  id: 10_000,
  model: 'org5/model-5-hf',
  layer: 16,
  class: 'Z',
  level: 0,
}
const MIDDLE_ID = 10_000

type Given = Readonly<Record<string, string | number | readonly (string | number)[]>>

/** The index behind each sort, without a filter. */
const indexOf = (table: 'weights' | 'sets', sort: WeightQuery['sort']) =>
  ({
    id: `${table}_pkey`,
    model: 'models_repo_sort',
    layer: `${table}_layer_id_idx`,
    class: `${table}_class_sort`,
    level: `${table}_level_id_idx`,
  })[sort]

const WEIGHT_FILTERS: readonly (readonly [Given, string])[] = [
  [{ model: 'model-1234-hf' }, 'models_repo_idx'],
  [{ repo: 'org5/model-5-hf' }, 'weights_model_id'],
  [{ repo: 'org5/model-5-hf', sort: 'layer' }, 'weights_model_id'],
  [{ layer: 3 }, 'weights_'],
  [{ class: 'A' }, 'weights_class_id_idx'],
  [{ level: 2, sort: 'id' }, 'weights_'],
  [{ level: 2, class: 'A', layer: 4 }, 'weights_'],
  [{ family: 'olmo' }, 'weights_'],
  [{ family: 'olmo', sort: 'level', order: 'desc' }, 'weights_'],
  [{ family: 'not-known', class: ['A', 'B'] }, 'weights_'],
  [{ organisation: 'org5' }, 'weights_organisation_id_idx'],
  [{ organisation: ['org5', 'org6'], depth: '0-10', sort: 'layer' }, 'weights_'],
  [{ size: 'over-40b', sort: 'class' }, 'weights_'],
  [{ depth: ['0-10', '75-100'] }, 'weights_'],
  [{ level: [2, 3] }, 'weights_'],
  [{ class: 'none' }, 'weights_'],
  [{ source: 'source-7' }, 'weights_sources_idx'],
  [{ source: ['source-7', 'source-8'], sort: 'model' }, 'weights_'],
  [{ source: 'none' }, 'weights_'],
]

/** Filters of the counts by facet. */
const COUNTED: readonly (readonly [Given, string])[] = [
  [{}, 'weights_facets'],
  [{ family: 'olmo', class: 'A' }, 'weights_facets'],
  [{ layer: 3 }, 'weights_layer_id_idx'],
  [{ model: 'model-1234-hf' }, 'weights_model_id'],
  [{ source: 'source-7' }, 'weights_sources_idx'],
]

const SET_FILTERS: readonly (readonly [Given, string])[] = [
  [{ model: 'model-1234-hf' }, 'models_repo_idx'],
  [{ repo: 'org5/model-5-hf' }, 'sets_model_id'],
  [{ class: 'B' }, 'sets_class_id_idx'],
  [{ level: 2 }, 'sets_'],
]

/** Every sort of records in both orders, on the first page and in the middle; every filter; models and submissions. */
export function listCases(): ListCase[] {
  return [
    ...sortsOf('weights', WEIGHT_SORTS, weightCase),
    ...WEIGHT_FILTERS.map(([query, index]) => weightCase(query, index)),
    ...sortsOf('sets', SET_SORTS, setCase),
    ...SET_FILTERS.map(([query, index]) => setCase(query, index)),
    ...COUNTED.flatMap(([given, index]) => countCases(given, index)),
    ...yearCases(),
    ...claimCases(),
    ...literatureCases(),
    ...modelCases(),
    ...submissionCases(),
  ]
}

type CaseOf = (given: Given, index: string) => ListCase

function sortsOf(table: 'weights' | 'sets', sorts: readonly WeightQuery['sort'][], caseOf: CaseOf): ListCase[] {
  return sorts.flatMap((sort) =>
    (['asc', 'desc'] as const).flatMap((order) => [
      caseOf({ sort, order }, indexOf(table, sort)),
      caseOf({ sort, order, cursor: middle(sort, order) }, indexOf(table, sort)),
    ]),
  )
}

const middle = (sort: WeightQuery['sort'], order: string) =>
  encodeCursor(`${sort}:${order}`, { value: MIDDLE[sort], id: MIDDLE_ID })

function weightCase(given: Given, index: string): ListCase {
  const query = WeightQuery.parse(given)
  return { title: recordTitle('weights', given), sql: pageSql('weight', query, afterOf(query)), index }
}

function countCases(given: Given, index: string): ListCase[] {
  const query = WeightQuery.parse(given)
  return [
    { title: titleOf('weights: counts', given, false), sql: columnCountsSql(query), index },
    { title: titleOf('weights: counts by source', given, false), sql: sourceCountsSql(query), index: 'weights_' },
    // A claim about another unit has no class: PostgreSQL knows that none fits.
    ...(query.class
      ? []
      : [{ title: titleOf('weights: counts by unit', given, false), sql: unitCountsSql(query), index: 'claims_' }]),
  ]
}

/** A year is looked up as its sources: one in seven of those filled in. */
function yearCases(): ListCase[] {
  const sourcesOfYears = Array.from({ length: 43 }, (_, i) => `source-${7 * i + 4}`)
  const query = { ...WeightQuery.parse({ year: 2024 }), sourcesOfYears }
  const title = (list: string) => titleOf(list, { year: 2024 }, false)
  return [
    { title: title('weights'), sql: pageSql('weight', query, null), index: 'weights_' },
    { title: title('weights: counts'), sql: columnCountsSql(query), index: 'weights_' },
    { title: title('weights: counts by source'), sql: sourceCountsSql(query), index: 'weights_' },
    { title: title('weights: counts by unit'), sql: unitCountsSql(query), index: 'claims_' },
  ]
}

/** The page of publications, which reads what they claim, and that of families, which counts the weights of all models. Neither reads whole what it only looks up. */
function literatureCases(): ListCase[] {
  const works = ['sources', 'claim_sources']
  // Nothing is filled into these.
  const empty = ['effects', 'reports', 'report_members']
  return [
    { title: '/sources', sql: worksSql(), index: 'models_facts_source_idx', whole: [...works, ...empty] },
    {
      title: '/sources: what became of their claims',
      sql: claimsOfWorksSql(),
      index: 'weights_pkey',
      whole: ['claims', ...works, ...empty],
    },
    { title: '/families', sql: depthsSql(), index: 'weights_model_id', whole: ['weights', 'models'] },
  ]
}

function claimCases(): ListCase[] {
  const page = (given: Given, after: Cursor | null) => unitClaimsSql(UnitClaimQuery.parse(given), after)
  return [
    { title: titleOf('claims', {}, false), sql: page({}, null), index: 'claims_of_units' },
    { title: titleOf('claims', {}, true), sql: page({}, { value: 500, id: 500 }), index: 'claims_of_units' },
    {
      title: titleOf('weights.csv', { sort: 'level' }, true),
      sql: flatSql({ ...WeightQuery.parse({ sort: 'level' }), limit: 1_000 }, { value: 0, id: MIDDLE_ID }),
      index: 'weights_level_id_idx',
    },
  ]
}

function setCase(given: Given, index: string): ListCase {
  const query = SetQuery.parse(given)
  return { title: recordTitle('sets', given), sql: pageSql('set', query, afterOf(query)), index }
}

const afterOf = ({ sort, order, cursor }: WeightQuery) =>
  cursor === undefined ? null : decodeCursor(`${sort}:${order}`, cursor)

const recordTitle = (list: string, { cursor, ...rest }: Given) => titleOf(list, rest, cursor !== undefined)

function modelCases(): ListCase[] {
  const cursor = encodeCursor('id:asc', { value: 1_000, id: 1_000 })
  return [
    { title: titleOf('models', {}, false), sql: modelPageSql(ModelQuery.parse({})), index: 'models_pkey' },
    { title: titleOf('models', {}, true), sql: modelPageSql(ModelQuery.parse({ cursor })), index: 'models_pkey' },
    {
      title: titleOf('models', { search: 'model-1234-hf' }, false),
      sql: modelPageSql(ModelQuery.parse({ search: 'model-1234-hf' })),
      index: 'models_repo_idx',
    },
  ]
}

/** As Prisma queries them (lib/submissions/list.ts), and the count of a place in the queue (lib/submissions/queue-places.ts). */
function submissionCases(): ListCase[] {
  const page = (where: Prisma.Sql) => Prisma.sql`select * from submissions where ${where} order by id desc limit 51`
  return [
    { title: titleOf('submissions', {}, true), sql: page(Prisma.sql`id < 2000`), index: 'submissions_pkey' },
    {
      title: titleOf('submissions', { status: 'queued' }, false),
      sql: page(Prisma.sql`status = 'queued'`),
      index: 'submissions_',
    },
    {
      title: titleOf('submissions', { repo: 'org5/model-5-hf' }, false),
      sql: page(Prisma.sql`repo = 'org5/model-5-hf'`),
      index: 'submissions_repo_id_idx',
    },
    {
      title: 'a place in the queue',
      sql: Prisma.sql`select count(*) from submissions where status = 'queued' and id <= 2000`,
      index: 'submissions_status_id_idx',
    },
  ]
}

function titleOf(list: string, query: Readonly<Record<string, unknown>>, deep: boolean): string {
  const parts = [
    ...Object.entries(query).map(([key, value]) => `${key}=${String(value)}`),
    ...(deep ? ['cursor=...'] : []),
  ]
  return `/${list}${parts.length > 0 ? `?${parts.join('&')}` : ''}`
}
