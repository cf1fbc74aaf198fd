import type { SubmissionRecord } from '@/lib/submissions/schema'
import { openChallenge, readDescendants, submitAndWait, withdraw } from './submit-by-api'

/** Records that pages show, each made by a claim or a search that has gone all its way. */
export interface SiteRecords {
  readonly single: SubmissionRecord
  readonly set: SubmissionRecord
  readonly search: SubmissionRecord
  /** A challenge of the set that is open. */
  readonly challenge: string
  /** A weight of the literature that was withdrawn. */
  readonly withdrawn: string
}

export async function makeRecords(site: string): Promise<SiteRecords> {
  const single = await submitAndWait(site, 'demo/tiny-single', ['1:23:88'])
  await readDescendants(site, 'demo/tiny-single')
  const set = await submitAndWait(site, 'demo/tiny-set', ['1:41:130', '1:7:130', '1:58:130'])
  const challenge = await openChallenge(site, String(set.set))
  const withdrawn = 'SW-000030'
  await withdraw(site, withdrawn)
  return { single, set, search: await submitAndWait(site, 'demo/tiny-set', null), challenge, withdrawn }
}

export interface SitePage {
  readonly name: string
  /** Its folder below app/; null for an address that has none. */
  readonly route: string | null
  readonly path: (records: SiteRecords) => string
  /** What it must show. */
  readonly shows: string
  /** The path that its canonical address names, if not its own without the query; null where it names none. */
  readonly canonical?: ((records: SiteRecords) => string) | null
  /** Default: 200. */
  readonly status?: number
}

const page = (
  route: string | null,
  name: string,
  path: string | SitePage['path'],
  shows: string,
  more: Pick<SitePage, 'canonical' | 'status'> = {},
): SitePage => ({ route, name, path: typeof path === 'string' ? () => path : path, shows, ...more })

/** Every kind of page, in each state that looks different. A page of app/ that is missing here fails pages.test.ts. */
export const SITE_PAGES: readonly SitePage[] = [
  page('/', 'the front page', '/', 'hang on a single number'),
  page('/weights', 'the index', '/weights', 'Every coordinate on record'),
  page('/weights', 'the index, filtered to nothing', '/weights?model=no-such-model', 'No record matches these filters'),
  page('/weights', 'the index at a broken address', '/weights?layer=two&cursor=xyz', 'address is invalid'),
  page(
    '/weights',
    'the index, grouped and with other columns',
    '/weights?group=model&columns=family&columns=depth',
    '32 layers',
  ),
  page('/weights', 'the index of other units', '/weights?unit=expert&unit=scalar', 'Channels, neurons and experts'),
  page(
    '/compare',
    'a comparison of weights',
    ({ single }) => `/compare?ids=${single.weights[0]},SW-000001`,
    'What removing them does',
  ),
  page('/compare', 'a comparison of nothing', '/compare', 'Check the boxes'),
  page('/families', 'the families', '/families', 'Where super weights lie'),
  page('/sources', 'the sources', '/sources', 'what became of it'),
  page('/weights/[id]', 'a published record', '/weights/SW-000001', 'Published, not verified here'),
  page('/weights/[id]', 'a verified record', ({ single }) => `/weights/${single.weights[0]}`, 'What removing it does'),
  page('/weights/[id]', 'an old version', ({ single }) => `/weights/${single.weights[0]}.1`, 'it has been superseded'),
  page('/sets', 'the sets', '/sets', 'Model contains'),
  page('/sets', 'the sets, filtered to nothing', '/sets?class=A', 'No set fits these filters'),
  page('/sets/[id]', 'a set', ({ set }) => `/sets/${set.set}`, 'claimed together'),
  page('/models', 'the models', '/models', 'huggyllama/llama-7b'),
  page('/models/[org]/[name]', 'a model', '/models/huggyllama/llama-7b', 'Published perplexities'),
  page('/models/[org]/[name]', 'a model with derived ones', '/models/demo/tiny-single', '+3.6 %'),
  page(
    '/models/[org]/[name]',
    'a model without a record, of a verified one',
    '/models/demo/single-tuned',
    '2.25 instead of 2.171875',
  ),
  page(
    '/models/[org]/[name]',
    'a model without a record, known by its bits',
    '/models/demo/single-renamed',
    'the same bits at the verified',
  ),
  page('/models/[org]/[name]', 'a model that nobody knows', '/models/demo/cancelling', 'Find them for me'),
  page(
    '/models/[org]/[name]/versions/[version]',
    'a version of a model',
    '/models/huggyllama/llama-7b/versions/1',
    'huggyllama/llama-7b',
    { canonical: () => '/models/huggyllama/llama-7b' },
  ),
  page('/keep', 'what to keep', '/keep', 'For example'),
  page(
    '/keep',
    'what to keep of a published model',
    '/keep?repo=huggyllama/llama-7b&for=gptq',
    'Published, not verified here',
  ),
  page('/keep', 'what to keep of a verified set', '/keep?repo=demo/tiny-set&for=llama.cpp', 'Verified here'),
  page('/keep', 'what to keep of something else', '/keep?repo=a+b', 'There is no answer'),
  page('/keep', 'what to keep of a repo that is not there', '/keep?repo=demo/no-such', 'There is no public model'),
  page('/audit', 'the audit', '/audit', 'The rule'),
  page(
    '/audit',
    'the audit of an upload whose base has no record',
    '/audit?repo=demo/wide-single-gptq',
    'No super weight of demo/wide-single is known',
  ),
  page(
    '/audit',
    'the audit of what is not quantised',
    '/audit?repo=demo/tiny-plain',
    'Nothing says what demo/tiny-plain was made from',
  ),
  page('/audit', 'the audit of many files', '/audit?repo=demo/wide-single-gguf&base=demo/tiny-single', 'Other files'),
  page('/search', 'the search', '/search', 'Ask for a model'),
  page('/search', 'the search for a model', '/search?q=llama+2+7b', 'Which weights to keep'),
  page('/search', 'the search for nothing', '/search?q=zzzzzz', 'Nothing on record matches'),
  page('/sources/[key]', 'a source', '/sources/yu2024', 'Where it says so'),
  page('/sign-in', 'the sign-in of a registry without a provider', '/sign-in', 'No sign-in is needed on this machine'),
  page('/sign-in', 'a sign-in that failed', '/sign-in?error=access_denied', 'You declined at the provider'),
  page('/account', 'the account', '/account', 'Keys for programs'),
  page('/device', 'the sign-in from a terminal', '/device', 'Commands on it act for the account local'),
  page('/people/[handle]', 'a person', '/people/local', 'Submissions'),
  page('/submit', 'the form', '/submit', 'Submit a coordinate'),
  page('/submissions', 'the submissions', '/submissions', 'demo/tiny-single'),
  page('/queue', 'the queue', '/queue', 'The verifiers are idle'),
  page('/challenges', 'the challenges', '/challenges', 'Challenges'),
  page('/challenges/new', 'the form of a challenge', '/challenges/new?record=SW-000001', 'How do you know?'),
  page('/challenges/[id]', 'a challenge', ({ challenge }) => `/challenges/${challenge}`, 'Answer it'),
  page('/weights/[id]', 'a withdrawn record', ({ withdrawn }) => `/weights/${withdrawn}`, 'This record was withdrawn'),
  page('/review', 'what waits for review', '/review', 'open challenge'),
  page('/submissions/[id]', 'a submission', ({ single }) => `/submissions/${single.id}`, 'Verdict'),
  page('/submissions/[id]', 'a search that was made', ({ search }) => `/submissions/${search.id}`, 'Found 1'),
  page(
    '/reports/[sha256]/take-back',
    'the form that takes a signed run back',
    ({ single }) => `/reports/${single.report}/take-back`,
    'there is nothing to take back',
  ),
  page('/reports/[sha256]', 'a report', ({ single }) => `/reports/${single.report}`, 'Run it again'),
  page('/docs', 'the documentation', '/docs', 'The protocol'),
  page('/docs/[slug]', 'a page of it', '/docs/api', 'Keep a copy fresh'),
  page('/docs/[slug]', 'a page with wide tables', '/docs/cost', 'Beside transformers'),
  page('/docs/[slug]', 'a page with long tables', '/docs/parity', 'By checkpoint'),
  page('/docs/[slug]', 'a page with plots', '/docs/real-model', 'Compared with PyTorch'),
  page('/docs/[slug]', 'a page with commands', '/docs/command-line', 'Exit codes'),
  page('/docs/[slug]', 'a page with a figure to play with', '/docs/super-weights', 'Quantise its matrix'),
  page('/docs/[slug]', 'a page with questions', '/docs/faq', 'Is it one weight or several?'),
  page('/docs/[slug]', 'a page on finding one', '/docs/find-one', 'What can mislead you'),
  page('/docs/[slug]', 'an annotated record', '/docs/read-a-record', 'What is missing, and why'),
  page('/docs/[slug]', 'the lists of every tool', '/docs/quantise', 'Tools without a list'),
  page('/docs/[slug]', 'a page on verifying', '/docs/verify-yourself', 'Recompute a verdict'),
  page('/docs/[slug]', 'the policies', '/docs/policies', 'Who may submit'),
  page('/errors', 'the error codes', '/errors', 'Bad cursor'),
  page('/errors/[code]', 'an error code', '/errors/bad-cursor', 'What to do'),
  page(null, 'nothing', '/no-such-page', 'nothing at this address', { status: 404, canonical: null }),
  page('/weights/[id]', 'a record that is not there', '/weights/SW-999999', 'nothing at this address', {
    status: 404,
    canonical: null,
  }),
]
