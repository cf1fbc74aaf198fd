import { ModelIndex } from '@/components/models/index-page'
import { SetIndex } from '@/components/sets/index-page'
import { SubmissionIndex } from '@/components/submissions/index-page'
import { WeightIndex } from '@/components/facets/index-page'
import type { WeightIndexPage } from '@/lib/records/weight-index'
import { WeightQuery } from '@/lib/weights/schema'
import { SetQuery } from '@/lib/sets/schema'
import { ModelQuery } from '@/lib/models/schema'
import { SubmissionQuery } from '@/lib/submissions/schema'
import { flat, verified } from '../fixtures/weights'
import { html, text } from '../html'

const NO_COUNTS = {
  family: [],
  organisation: [],
  size: [],
  depth: [],
  class: [],
  level: [],
  source: [],
  year: [],
  unit: [],
}

/** The index as its address and what was found make it. */
function index(
  given: Record<string, string>,
  nextCursor: string | null = null,
  items = [verified],
  total = items.length,
) {
  const page: WeightIndexPage = {
    weights: { items, nextCursor },
    facts: new Map(items.map((weight) => [weight.id, flat(weight)])),
    perModel: new Map(),
    claims: null,
    counts: { total, facets: NO_COUNTS },
  }
  return <WeightIndex query={WeightQuery.parse(given)} given={given} page={page} problem={null} />
}

it('says how many fit, and how many of them the page shows', () => {
  expect(text(index({}))).toContain('1 record.')
  expect(text(index({}, 'abc', [verified], 1_200))).toContain('1 of 1,200 records on this page.')
})

it('leads to the next page and back to the start, both with the filters kept', () => {
  const first = html(index({ model: 'llama' }, 'abc'))
  expect(first).toContain('href="/weights?model=llama&amp;cursor=abc"')
  expect(first).not.toContain('Back to the start')
  const last = html(index({ model: 'llama', cursor: 'abc' }))
  expect(last).toMatch(/href="\/weights\?model=llama"[^>]*>Back to the start/)
  expect(last).not.toContain('Next page')
})

it.each([
  [
    'weights',
    index({ model: 'x' }, null, []),
    'No record matches these filters Show all weights , or submit a coordinate .',
  ],
  [
    'sets',
    <SetIndex
      key="w"
      query={SetQuery.parse({ class: 'A' })}
      given={{ class: 'A' }}
      page={{ items: [], nextCursor: null }}
      problem={null}
    />,
    'No set fits these filters Show all sets , or submit two to eight coordinates together .',
  ],
  [
    'models',
    <ModelIndex
      key="m"
      query={ModelQuery.parse({})}
      given={{}}
      page={{ items: [], nextCursor: null }}
      problem={null}
    />,
    'No model matches Show all models , or submit a coordinate of a new one.',
  ],
  [
    'submissions',
    <SubmissionIndex
      key="s"
      query={SubmissionQuery.parse({})}
      given={{}}
      page={{ items: [], nextCursor: null }}
      problem={null}
    />,
    'No submissions yet Submit the first coordinate',
  ],
  [
    'filtered submissions',
    <SubmissionIndex
      key="f"
      query={SubmissionQuery.parse({ repo: 'x' })}
      given={{ repo: 'x' }}
      page={{ items: [], nextCursor: null }}
      problem={null}
    />,
    'No submission matches these filters Show all submissions',
  ],
])('an empty list of %s says why, and what to do', (_, page, words) => {
  expect(text(page)).toContain(words)
})

it('a cursor that leads nowhere is told, with the filters kept for a new start', () => {
  const given = { model: 'llama', cursor: 'xyz' }
  const page = html(
    <WeightIndex query={WeightQuery.parse(given)} given={given} page={null} problem="The cursor has expired." />,
  )
  expect(page).toContain('The cursor has expired.')
  expect(page).toMatch(/href="\/weights\?model=llama"[^>]*>Start again/)
  expect(page).not.toContain('No record matches')
})

it('does not say that a list is shown where there is none, and leads back once', () => {
  const page = text(
    <WeightIndex query={WeightQuery.parse({})} given={{ cursor: 'x' }} page={null} problem="The cursor is wrong." />,
  )
  expect(page).toContain('so there is no list The cursor is wrong. Start again')
  expect(page).not.toContain('Back to the start')
})
