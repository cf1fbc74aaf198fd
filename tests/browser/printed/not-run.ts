import type { Printed } from './blocks'

/** A printed block that is not run here. */
export interface NotRun {
  /** Files or addresses of pages. */
  readonly page: RegExp
  readonly language: string
  /** What the block begins with. */
  readonly begins: string | RegExp
  /** Why it cannot be run here, and what checks it instead. */
  readonly why: string
}

/** All blocks that are not run, of Markdown and of pages. A block that is neither run nor named here fails the test; so does a line here that no block needs. */
export const NOT_RUN: readonly NotRun[] = [
  { page: /^README\.md$/, language: 'sh', begins: 'npm start', why: 'tests/scripts/start.test.ts runs it' },
  { page: /^README\.md$/, language: 'sh', begins: 'npm test', why: 'it is this run' },
  {
    page: /command-line\.mdx$/,
    language: 'sh',
    begins: 'npx superweights selftest',
    why: 'minutes; tests/verifier/cli/selftest.test.ts runs it',
  },
  {
    page: /command-line\.mdx$/,
    language: 'sh',
    begins: /^(npx superweights login --scope work|DATABASE_URL=)/,
    why: 'a worker runs until it is stopped; tests/worker/http and tests/worker/least-role.test.ts run one each way',
  },
  {
    page: /command-line\.mdx$/,
    language: 'sql',
    begins: 'CREATE ROLE gpu_1',
    why: 'tests/worker/least-role.test.ts makes such a user',
  },
  {
    page: /verify-yourself\.mdx$/,
    language: 'sh',
    begins: 'npm install',
    why: 'installs; the self-test takes minutes',
  },
  {
    page: /verify-yourself\.mdx$|^\/(weights|sets)\//,
    language: 'sh',
    begins: /^npx superweights verify S[WS]-\d+ --submit$/,
    why: 'signs a report and files it; tests/browser/accounts/reproduce.test.ts runs it',
  },
  {
    page: /find-one\.mdx$/,
    language: 'python',
    begins: 'import torch',
    why: 'needs PyTorch and a model of the Hub; run by hand on demo/tiny-single it prints the spike of layer 1',
  },
  {
    page: /^content\/errors\//,
    language: 'json',
    begins: '{',
    why: 'an answer; tests/lib/reasons/pages.test.ts reads it by its schema',
  },
  {
    page: /api\.mdx$/,
    language: 'sh',
    begins: 'curl "$REGISTRY/api/v1/audit/',
    why: 'its base model has no record there; tests/app/api/v1/audit.test.ts asks it',
  },
  {
    page: /api\.mdx$/,
    language: 'json',
    begins: '{',
    why: 'a message or a statement; tests/lib/webhooks/documented.test.ts and tests/lib/protocol/statement.test.ts read them by their schemas',
  },
  { page: /api\.mdx$/, language: 'http', begins: 'RateLimit-Policy: ', why: 'headers of an answer' },
  {
    page: /command-line\.mdx$/,
    language: 'text',
    begins: /^(model\.)?layers/,
    why: 'spellings of one coordinate; tests/content/coordinates.test.ts reads them',
  },
  {
    page: /lists\.mdx$/,
    language: 'text',
    begins: /^(Nested Loop|Sort)/,
    why: 'plans that npm run bench:lists prints, at 100,000 records',
  },
  {
    page: /real-model\.mdx$/,
    language: 'sh',
    begins: 'python3 -m pip install',
    why: 'downloads 93 MB and takes minutes; tests/scripts/check-real tests what it compares',
  },
  {
    page: /real-model\.mdx$/,
    language: 'text',
    begins: 'local:smollm2 at ',
    why: 'the output of find on that model, which npm run check:real -- --write prints',
  },
  {
    page: /referee\.mdx$/,
    language: 'sh',
    begins: /^(python3 -m pip install|python3 scripts\/referee)/,
    why: 'needs PyTorch; tests/scripts/check-referee/verify-py.test.ts runs it where it is',
  },
  { page: /super-weights\.mdx$/, language: 'text', begins: 'y[t, j] = ', why: 'a formula' },
  {
    page: /verifier\.mdx$/,
    language: 'text',
    begins: 'for each sweep',
    why: 'steps in words; verifier/pass takes them',
  },
  { page: /^\//, language: 'text', begins: /^S[WS]-\d+\.\d+: /, why: 'a citation' },
  { page: /^\//, language: 'text', begins: /^([0-9a-f]{10}|[0-9a-f]{64})$/, why: 'a commit or a hash' },
  { page: /^\//, language: 'text', begins: /^blk\./, why: 'a name in a GGUF file, which is not read here' },
  {
    page: /^\//,
    language: 'python',
    begins: /^(model\.model\.|state_dict\[)/,
    why: 'needs the model loaded by transformers; tests/lib/coordinates prints it',
  },
  { page: /^\//, language: 'python', begins: /^model\.layers/, why: "a tensor's name as stored" },
  {
    page: /^\/(weights|sets)\//,
    language: 'python',
    begins: /^(import torch|with torch|from (pathlib|gguf) import|write\(kept\)|for name, index)/,
    why: 'edits a checkpoint; tests/lib/recipes/python.test.ts runs it where PyTorch and gguf are',
  },
  {
    page: /^\/(weights|sets)\//,
    language: 'ts',
    begins: /^(import \{ openSync|for \(const \{ file, at)/,
    why: 'edits a checkpoint; tests/lib/recipes/typescript.test.ts runs it',
  },
]

/** Commands in sentences that are not this repository's, or have a blank to fill in. */
export const NOT_RUN_INLINE: readonly (readonly [text: string, why: string])[] = [
  ['git lfs install', 'changes the settings of whoever runs it, and git-lfs may not be here'],
  ['git lfs pull', 'needs a repo with LFS files'],
  ["curl --json '{...}'", 'an option of curl 7.82 and newer; what is sent is left open'],
]

/** The line of the list that says why a block is not run. */
export function reasonOf({ page, language, text }: Printed): NotRun | undefined {
  return NOT_RUN.find(
    (one) =>
      one.page.test(page) &&
      one.language === language &&
      (typeof one.begins === 'string' ? text.startsWith(one.begins) : one.begins.test(text)),
  )
}
