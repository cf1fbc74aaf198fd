import { z } from 'zod'
import { wholeNumber } from './whole-number'
import { WorkerName } from './worker-name'

/** Values that switch a variable off. */
const unset = (value: unknown): unknown => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(unset, schema.optional())
const webAddress = () =>
  z
    .url({ protocol: /^https?$/, error: 'expected a web address such as http://127.0.0.1:3000' })
    .transform((url) => url.replace(/\/+$/, ''))

/** `owner/name, owner/name`; in lower case, as the Hub compares names. */
const repoList = () =>
  z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((repo) => repo.trim().toLowerCase())
        .filter((repo) => repo !== ''),
    )
    .pipe(z.array(z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'expected repos as owner/name, separated by commas')))

/** `none`: no lane. */
const laneList = () =>
  z
    .string()
    .transform((list) => (list.trim() === 'none' ? [] : list.split(',').map((lane) => lane.trim())))
    .pipe(
      z.array(
        z.enum(['small', 'medium', 'large'], {
          error: 'expected none, or small, medium or large, separated by commas',
        }),
      ),
    )

/** `provider:handle, provider:handle`: two providers may know two people by one handle. In lower case. */
const handleList = () =>
  z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((handle) => handle.trim().toLowerCase())
        .filter((handle) => handle !== ''),
    )
    .pipe(
      z.array(
        z
          .string()
          .regex(/^(huggingface|github|oidc):\S+$/, 'expected huggingface:HANDLE, github:HANDLE or oidc:HANDLE'),
      ),
    )

/** Every environment variable that the registry reads; nothing else reads `process.env`. Secrets have no default. */
const Environment = z.object({
  /** The PostgreSQL server; `npm start` sets it to the embedded one when it is not given. */
  DATABASE_URL: optional(
    z.url({ protocol: /^postgres(ql)?$/, error: 'expected postgresql://USER:PASSWORD@HOST:PORT/DATABASE' }),
  ),
  /** Where the site listens. */
  HOST: z.preprocess(unset, z.string().default('127.0.0.1')),
  PORT: z.preprocess(unset, wholeNumber(1, 65_535).default(3000)),
  /** The public address, for absolute links; without a trailing slash. */
  PUBLIC_URL: optional(webAddress()),
  /** The registry that the command line asks; the one that `npm start` runs on this machine when absent. */
  SUPERWEIGHTS_REGISTRY: optional(webAddress()),
  /** The key that the command line sends to it, in place of the one that `superweights login` stored; for machines without a person. */
  SUPERWEIGHTS_KEY: optional(z.string().regex(/^\S+$/, 'expected a key without spaces')),
  /** The Hub of every owner except `demo`. */
  HF_ENDPOINT: z.preprocess(unset, webAddress().default('https://huggingface.co')),
  /** Sent to HF_ENDPOINT only; the registry uses it only for HF_GATED_REPOS, the command line for every repo. */
  HF_TOKEN: optional(z.string().regex(/^\S+$/, 'expected a token without spaces')),
  /** Gated repos whose values the operator may publish, separated by commas: the only repos that the registry reads with HF_TOKEN. */
  HF_GATED_REPOS: z.preprocess(unset, repoList().default([])),
  /** Set by a worker for its verifier only, never by people: a gateway that reads the one repo of HF_GATED_REPOS for it (worker/gateway). */
  HF_GATED_GATEWAY: optional(webAddress()),
  /** Further hosts that the Hub may redirect downloads to, separated by commas; for mirrors that store files elsewhere. */
  HF_CDN_HOSTS: optional(z.string()),
  /** The Hub's cache on this machine, shared with other tools; default `HF_HOME/hub`. */
  HF_HUB_CACHE: optional(z.string()),
  /** The most that a worker lets the Hub's cache grow to, in gigabytes: it deletes the least recently used models, also those of other tools. No limit when absent. */
  HUB_CACHE_GB: z.preprocess(unset, z.coerce.number().positive().optional()),
  /** Home of the Hub's tools; default `~/.cache/huggingface`. */
  HF_HOME: optional(z.string()),
  /** The local hub for the owner `demo`. */
  DEMO_HUB_URL: optional(webAddress()),
  /** Persistent files: the embedded database, caches. */
  DATA_DIR: z.preprocess(unset, z.string().default('.data')),
  /** The least that is logged. */
  LOG_LEVEL: z.preprocess(
    unset,
    z.enum(['info', 'warn', 'error', 'silent'], { error: 'expected info, warn, error or silent' }).default('info'),
  ),
  /** `1`: the registry only answers readers. Nothing that anyone sends is taken, and `npm start` applies no migration, imports nothing and runs no worker. */
  READ_ONLY: z.preprocess(
    unset,
    z
      .enum(['0', '1'], { error: 'expected 0 or 1' })
      .default('0')
      .transform((value) => value === '1'),
  ),
  /** Number of proxies in front of the site that each append to `x-forwarded-for`; 0 means that clients connect directly. */
  TRUSTED_PROXIES: z.preprocess(unset, wholeNumber(0, 10).default(0)),
  /** Writes per hour for one account, and for one address (reasons in lib/limits/policies.ts). */
  WRITES_PER_HOUR: z.preprocess(unset, wholeNumber(1, 1_000_000).default(120)),
  WRITES_PER_HOUR_ADDRESS: z.preprocess(unset, wholeNumber(1, 1_000_000).default(240)),
  /** New submissions per day for one account (lib/limits/policies.ts). */
  SUBMISSIONS_PER_DAY: z.preprocess(unset, wholeNumber(1, 1_000_000).default(200)),
  /** Name of a worker in the history of submissions, which is public. */
  WORKER_NAME: z.preprocess(unset, WorkerName.default('worker')),
  /** The lanes of the queue that a worker serves, separated by commas: one run of each at a time (lib/jobs/lanes.ts); `none` where other machines run the verifier. */
  WORKER_LANES: z.preprocess(unset, laneList().default(['small', 'medium', 'large'])),
  /** How many cores a worker's verifier computes on; all of them when absent. */
  WORKER_THREADS: z.preprocess(unset, wholeNumber(1, 1_024).optional()),
  /** The largest model that this registry runs, in gigabytes of its tensors; default by grade (lib/intake/size-limit.ts). */
  MAX_MODEL_GB: z.preprocess(unset, z.coerce.number().positive().optional()),
  /** `1`: webhooks may lead to this machine, also without TLS; for trials and tests, never for a registry that strangers use. */
  WEBHOOKS_TO_LOOPBACK: z.preprocess(
    unset,
    z
      .enum(['0', '1'], { error: 'expected 0 or 1' })
      .default('0')
      .transform((value) => value === '1'),
  ),
  /** Signs the cookies of whoever is signed in; needed with a sign-in provider. 32 characters or more, such as `openssl rand -base64 33` prints. */
  AUTH_SECRET: optional(z.string().min(32, 'expected 32 characters or more, such as "openssl rand -base64 33" prints')),
  /** Sign-in with Hugging Face: the OAuth application of the registry, with the redirect `PUBLIC_URL/sign-in/callback/huggingface`. */
  HUGGINGFACE_CLIENT_ID: optional(z.string()),
  HUGGINGFACE_CLIENT_SECRET: optional(z.string()),
  /** Sign-in with GitHub: the OAuth application, with the redirect `PUBLIC_URL/sign-in/callback/github`. */
  GITHUB_CLIENT_ID: optional(z.string()),
  GITHUB_CLIENT_SECRET: optional(z.string()),
  /** Sign-in with an OpenID provider of one's own, with the redirect `PUBLIC_URL/sign-in/callback/oidc`. */
  OIDC_ISSUER: optional(webAddress()),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  /** What the button says: "Sign in with NAME". */
  OIDC_NAME: z.preprocess(unset, z.string().max(40).default('OpenID')),
  /** Who becomes a maintainer on signing in, separated by commas: `huggingface:alice, github:bob`. */
  ADMIN_HANDLES: z.preprocess(unset, handleList().default([])),
  NODE_ENV: z.preprocess(unset, z.enum(['development', 'production', 'test']).default('development')),
})

export type Env = z.output<typeof Environment>

let parsed: { from: string; env: Env } | null = null

/**
 * The parsed environment. It is parsed on use, never on import, so that builds need no variables, and again when a variable has changed.
 * Throws an Error that lists every invalid variable.
 */
export function env(): Env {
  const raw = Object.fromEntries(Object.keys(Environment.shape).map((name) => [name, process.env[name]]))
  const from = JSON.stringify(raw)
  if (parsed?.from === from) return parsed.env
  const result = Environment.safeParse(raw)
  if (!result.success)
    throw new Error(`Invalid environment variables:\n${result.error.issues.map(describe).join('\n')}`)
  parsed = { from, env: result.data }
  return result.data
}

// The message omits the value: it may be a secret, and the message is logged.
function describe(issue: z.core.$ZodIssue): string {
  return `  ${issue.path.join('.')}: ${issue.message}`
}

/** The database's URL; throws an Error that says what to do when there is none. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL
  if (!url)
    throw new Error(
      'DATABASE_URL is not set. "npm start" sets it for the embedded PostgreSQL; otherwise set it to postgresql://USER:PASSWORD@HOST:PORT/DATABASE.',
    )
  return url
}
