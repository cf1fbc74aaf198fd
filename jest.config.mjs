// Not .ts: reading a TypeScript config would take one more package on Node 20.

/** Packages that exist only as ES modules: Jest runs CommonJS, so they are translated too. */
const esModules = [
  '@noble/[a-z]+',
  // The sign-in library.
  ...[
    'better-auth',
    '@better-auth/[a-z-]+',
    'better-call',
    '@better-fetch/fetch',
    'nanostores',
    'jose',
    'defu',
    'kysely',
    'rou3',
  ],
  'cookie',
  'pg-boss',
  'serialize-error',
  'non-error',
  'rrule-temporal',
  'hyparquet',
  'hyparquet-compressors',
  'hyparquet-writer',
  'hysnappy',
  'temporal-polyfill',
  'temporal-spec',
  // What @mdx-js/mdx is made of.
  '@mdx-js/mdx',
  '(?:micromark|(?:mdast|hast|estree|esast|unist)-util|(?:remark|rehype|recma)|vfile|character|is|property|stringify|markdown|decode)-[a-z0-9-]+',
  ...['bail', 'ccount', 'collapse-white-space', 'comma-separated-tokens', 'devlop', 'estree-walker', 'longest-streak'],
  ...[
    'micromark',
    'parse-entities',
    'rehype-recma',
    'space-separated-tokens',
    'trim-lines',
    'trough',
    'unified',
    'vfile',
  ],
  'escape-string-regexp',
  'zwitch',
]

/** @type {import('jest').Config} */
const common = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.(t|j|mj)sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: {
    '^@/(.*)$': '<rootDir>/$1',
    // Exported for `import` alone.
    '^estree-walker$': '<rootDir>/node_modules/estree-walker/src/index.js',
  },
  modulePathIgnorePatterns: ['<rootDir>/.next/', '<rootDir>/.data/'],
  setupFiles: ['<rootDir>/tests/setup/environment.ts'],
  globalSetup: '<rootDir>/tests/setup/global-setup.ts',
  globalTeardown: '<rootDir>/tests/setup/global-teardown.ts',
}

/** @type {import('jest').Config} */
const config = {
  // The machines that this must run on have two cores and not much memory.
  maxWorkers: 2,
  testSequencer: '<rootDir>/tests/setup/slowest-first.mjs',
  // Ends what hangs, and nothing else: beside other work these machines are five times slower than alone.
  testTimeout: 240_000,
  projects: [
    {
      ...common,
      displayName: 'units',
      testMatch: ['<rootDir>/tests/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/browser/'],
    },
    { ...common, displayName: 'browser', testMatch: ['<rootDir>/tests/browser/**/*.test.ts'] },
  ],
}

export default config
