import next from 'eslint-config-next/core-web-vitals'
import typescript from 'eslint-config-next/typescript'

/** Which rooms a room may not enter, and what the person who tries is told. `@/lib` stands for the room and all in it. */
const DIRECTIONS = [
  { room: 'app', closed: ['scripts', 'server', 'tests', 'verifier', 'worker'] },
  { room: 'components', closed: ['app', 'scripts', 'server', 'tests', 'verifier', 'worker'] },
  { room: 'lib', closed: ['app', 'components', 'scripts', 'server', 'tests', 'verifier', 'worker'] },
  { room: 'server', closed: ['components', 'scripts', 'tests', 'verifier', 'worker'] },
  { room: 'worker', closed: ['app', 'components', 'server', 'tests'] },
  { room: 'scripts', closed: ['app', 'components', 'server', 'worker'] },
]

/** The rooms below `lib/` that know no database. */
const PURE = ['coordinates', 'families', 'protocol', 'hub']
/** What they may use beside each other: the environment, how numbers are read and stored, how errors are worded, files on disk, and what runs at a time. */
const OPEN_TO_ALL = ['env', 'whole-number', 'errors', 'numbers', 'disk', 'async']

/** Matches `@/room/...` and any relative way into it. */
const into = (room) => `^(@/|(\\.\\./)+)${room}(/|$)`

const closedTo = (room, closed) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: closed.map((other) => ({
        regex: into(other),
        message: `${room}/ does not import from ${other}/: see the directions in docs/ARCHITECTURE.md.`,
      })),
    },
  ],
})

const directions = DIRECTIONS.map(({ room, closed }) => ({
  files: [`${room}/**/*.{ts,tsx}`],
  rules: closedTo(room, closed),
}))

/** `lib/x` by its alias, and `../x` from inside a sister folder. */
const outsidePure = (message, own = []) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        { regex: `^@/lib/(?!(${[...OPEN_TO_ALL, ...PURE].join('|')})(/|$))`, message },
        { regex: `^@/(app|components|prisma|scripts|server|tests|worker)(/|$)`, message },
        {
          regex: '^(\\.\\./)+(lib/)?(db|listen|jobs|models|claims|weights|sets|submissions|reports|accounts)(/|$)',
          message,
        },
        ...['http']
          .filter((name) => !own.includes(name))
          .map((name) => ({ regex: `^(\\.\\./)+(lib/)?${name}(/|$)`, message })),
        // From its own rooms these are one step up; what lies two steps up is lib's.
        ...own.map((name) => ({ regex: `^((\\.\\./){2,}|(\\.\\./)+lib/)${name}(/|$)`, message })),
        { regex: '^(pg|pg-boss|@prisma/.*|next|next/.*|react)$', message },
      ],
    },
  ],
})

const PURE_MESSAGE = `${PURE.map((folder) => `lib/${folder}`).join(', ')} know no database and no web.`

const pure = [
  { files: PURE.map((folder) => `lib/${folder}/**/*.ts`), rules: outsidePure(PURE_MESSAGE) },
  // lib/hub/http is a room of its own, which is not lib/http.
  { files: ['lib/hub/*/**/*.ts'], rules: outsidePure(PURE_MESSAGE, ['http']) },
  {
    files: ['verifier/**/*.ts'],
    rules: outsidePure(
      'The verifier knows only lib/coordinates, lib/families, lib/protocol and lib/hub: no database, no web.',
    ),
  },
]

const config = [
  { ignores: ['.next/', '.data/', 'node_modules/', 'prisma/generated/', 'next-env.d.ts', 'coverage/'] },
  ...next,
  ...typescript,
  {
    rules: {
      'no-empty': ['error', { allowEmptyCatch: false }],
      // `== null` asks for null and undefined at once.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      'import/no-cycle': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true, 'ts-nocheck': true },
      ],
      // A leading underscore says: here on purpose, and not used.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
    },
  },
  {
    // Elsewhere a function named use... is no React hook: useDatabase() sets a suite up.
    files: ['lib/**', 'scripts/**', 'server/**', 'tests/**', 'verifier/**', 'worker/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off', 'react-hooks/exhaustive-deps': 'off' },
  },
  ...directions,
  ...pure,
]

export default config
