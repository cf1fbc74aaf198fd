/** Who may import what: the directions of docs/ARCHITECTURE.md. `npm run lint` refuses the rest, and circles. */

const ARCHITECTURE = 'See the table of rooms in docs/ARCHITECTURE.md.'

/** Which rooms a room may not enter. */
const CLOSED = {
  app: ['bin', 'scripts', 'server', 'tests', 'verifier', 'worker'],
  components: ['app', 'bin', 'scripts', 'server', 'tests', 'verifier', 'worker'],
  lib: ['app', 'bin', 'components', 'scripts', 'server', 'tests', 'verifier', 'worker'],
  server: ['bin', 'components', 'scripts', 'tests', 'verifier', 'worker'],
  verifier: ['app', 'bin', 'components', 'prisma', 'scripts', 'server', 'tests', 'worker'],
  worker: ['app', 'bin', 'components', 'scripts', 'server', 'tests'],
  scripts: ['app', 'bin', 'components', 'server', 'worker'],
}

/** The rooms below lib/ that know no database and no web. */
const PURE = [
  'async',
  'audit',
  'coordinates',
  'disk',
  'families',
  'hub',
  'ids',
  'keep/answers',
  'keep/formats',
  'network',
  'numbers',
  'protocol',
  'quantised',
]
/** What they and the verifier may use beside each other: the environment, how numbers are read, how errors are worded, and what a registry answers. */
const OPEN_TO_PURE = [
  'env\\.ts$',
  'whole-number\\.ts$',
  'timestamp\\.ts$',
  'arrival/own-host\\.ts$',
  'errors/(describe|disk-full|within)\\.ts$',
  'accounts/auth\\.ts$',
  'accounts/signing/signature\\.ts$',
  '(accounts/(device|signing)|people|reproductions|submissions)/schema\\.ts$',
]
/** Packages that are the web or the database, as they are imported and as they lie in node_modules, types included. */
const WEB_AND_DATABASE = ['pg', 'pg-boss', '@prisma', 'next', 'react', 'react-dom']
/** The registry's nouns, as they are read; what happens to them is lib/intake and lib/review, above them. */
const NOUNS = [
  'accounts',
  'challenges',
  'checkpoints',
  'claims',
  'models',
  'records',
  'reports',
  'sets',
  'submissions',
  'weights',
]

/** The verifier's rooms: each imports only rooms of lines before its own (docs/decisions/026). */
const VERIFIER = [['families'], ['graph'], ['pass'], ['measure'], ['find'], ['engine', 'journal'], ['run'], ['cli']]
/** Those that run in a browser too, with lib/protocol and lib/quantised. */
const ANYWHERE = [
  'verifier/families',
  'verifier/graph',
  'verifier/pass',
  'verifier/measure',
  'verifier/find',
  'lib/protocol',
  'lib/quantised',
]

const oneOf = (names) => `(${names.join('|')})`
const inRoom = (room) => `^${room}/`

const error = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

const directions = Object.entries(CLOSED).map(([room, closed]) =>
  error(
    `closed-to-${room}`,
    `${room}/ does not import from ${closed.map((other) => `${other}/`).join(', ')}. ${ARCHITECTURE}`,
    { path: inRoom(room) },
    { path: inRoom(oneOf(closed)) },
  ),
)

const verifier = [
  ...VERIFIER.slice(0, -1).map((rooms, line) =>
    error(
      `verifier-${rooms.join('-and-')}`,
      `verifier/${rooms.join(', verifier/')} stand below ${VERIFIER.slice(line + 1)
        .flat()
        .join(', ')}. See docs/decisions/026.`,
      { path: `^verifier/${oneOf(rooms)}/` },
      { path: `^verifier/${oneOf(VERIFIER.slice(line + 1).flat())}/` },
    ),
  ),
  error(
    'verifier-in-a-browser',
    `${ANYWHERE.join(', ')} run in a browser too: what needs Node is handed in. See docs/decisions/026.`,
    { path: `^${oneOf(ANYWHERE)}/` },
    { path: ['^node_modules/onnxruntime-', '^onnxruntime-', '^lib/(disk|env)'] },
  ),
  error(
    'verifier-without-node',
    `${ANYWHERE.join(', ')} run in a browser too: what needs Node is handed in. See docs/decisions/026.`,
    { path: `^${oneOf(ANYWHERE)}/` },
    { dependencyTypes: ['core'] },
  ),
]

const KNOWS_NO_DATABASE = `verifier/ and ${PURE.map((room) => `lib/${room}`).join(', ')} know no database and no web. ${ARCHITECTURE}`
const pureRooms = `^(verifier|lib/${oneOf(PURE)})/`

const pure = [
  error(
    'pure-rooms',
    KNOWS_NO_DATABASE,
    { path: pureRooms },
    { path: '^(lib|prisma)/', pathNot: `^lib/(${oneOf(PURE)}/|${OPEN_TO_PURE.join('|')})` },
  ),
  error(
    'pure-packages',
    KNOWS_NO_DATABASE,
    { path: pureRooms },
    {
      path: [
        ...WEB_AND_DATABASE.map((name) => `^${name}(/|$)`),
        ...WEB_AND_DATABASE.map((name) => `^node_modules/(@types/)?${name}/`),
      ],
    },
  ),
]

const config = {
  forbidden: [
    // Types count in circles: whoever reads a file reads those too.
    { name: 'no-file-circle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-folder-circle', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
    ...directions,
    ...pure,
    ...verifier,
    error(
      'quantised-knows-numbers',
      `Of lib/, lib/quantised imports lib/numbers only. ${ARCHITECTURE}`,
      { path: '^lib/quantised/' },
      { path: '^(lib|prisma)/', pathNot: '^lib/(quantised|numbers)/' },
    ),
    error(
      'intake-above-nouns',
      `lib/intake, lib/review and lib/reproductions stand above the nouns: none of them imports them. ${ARCHITECTURE}`,
      { path: `^lib/(${oneOf(NOUNS)})/` },
      { path: '^lib/(intake|review|reproductions)/' },
    ),
    error(
      'server-serves-the-api',
      `Of app/, the front imports the routes of the API only; pages are made by Next. ${ARCHITECTURE}`,
      { path: '^server/' },
      { path: '^app/', pathNot: '^app/api/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', '^prisma/generated'] },
    exclude: { path: ['^\\.next'] },
  },
}

export default config
