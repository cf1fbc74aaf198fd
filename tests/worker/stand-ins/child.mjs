// Stands in for the verifier: `node child.mjs BEHAVIOUR` reads one request line and misbehaves as asked.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import readline from 'node:readline'

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)
const progress = (stage, done = 0) => say({ type: 'progress', stage, done, total: 10, message: `${stage} ${done}` })

const behaviours = {
  echo: (request) => say({ type: 'echo', request, env: process.env, cwd: process.cwd() }),
  crash: () => {
    progress('detection')
    process.stderr.write('x'.repeat(100_000))
    console.error('Error: the end of a long stack')
    process.exit(7)
  },
  die: () => process.kill(process.pid, 'SIGKILL'),
  hang: () => setInterval(() => undefined, 1_000),
  chat: () => setInterval(() => progress('detection'), 20),
  linger: () => {
    say({ type: 'error', code: 'said', message: 'said, and then stayed', permanent: true })
    setInterval(() => undefined, 1_000)
  },
  'endless-line': () => flood('x'.repeat(65_536)),
  'endless-lines': () =>
    flood(
      `${JSON.stringify({ type: 'progress', stage: 'detection', done: 1, total: 2, message: 'x'.repeat(400) })}\n`.repeat(
        100,
      ),
    ),
  hoard: () => {
    const held = []
    setInterval(() => held.push(Buffer.alloc(32 * 2 ** 20, 1)), 10)
  },
  family: () => {
    // A grandchild in the same group, which ignores what it can ignore.
    const grandchild = spawn(process.execPath, ['-e', "process.on('SIGTERM', () => 0); setInterval(() => 0, 1000)"], {
      stdio: 'inherit',
    })
    say({ type: 'pids', pids: [process.pid, grandchild.pid] })
    setInterval(() => undefined, 1_000)
  },
  nonsense: () => process.stdout.write('Segmentation fault, or so\n'),
  'wrong-report': () => say({ type: 'report', report: { schema_version: 1, verdict: 'A' } }),
  'no-text-progress': () =>
    setInterval(
      () =>
        say({ type: 'progress', stage: 'a\0b', done: 1, total: 10, message: `${'x'.repeat(1_999)}\u{1f600} \ud800` }),
      100,
    ),
  'no-text-error': () =>
    say({ type: 'error', code: 'bad-config', message: 'config.json says "a\0b\ud800".', permanent: true }),
  // Looks for a word, given backwards so that the search does not find itself, in all that a curious process could read.
  search: () => {
    const [backwards, ...folders] = process.argv.slice(3)
    const word = [...backwards].reverse().join('')
    const places = [
      ...fs
        .readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .flatMap(queuePlacesOf),
      ...folders.flatMap(filesBelow),
      ...filesIn(process.cwd()),
    ]
    const found = places.filter((place) => has(place, word))
    fs.writeFileSync(`${folders[1]}/written`, '')
    say({ type: 'found', found, looked: places.length, wrote: fs.existsSync(`${folders[1]}/written`) })
  },
  permanent: () => say({ type: 'error', code: 'too-large', message: 'This model needs 900 GiB.', permanent: true }),
  passing: () => say({ type: 'error', code: 'unreachable', message: 'The Hub did not answer.', permanent: false }),
  // Says, after a second or so, the report that the folder has of the claimed coordinate.
  prepared: ({ coordinates: [{ row, col }] }) => {
    let done = 0
    setInterval(
      () => {
        if (done++ < 8) return progress('detection', done)
        const report = JSON.parse(fs.readFileSync(`${process.argv[3]}/${row}-${col}.json`, 'utf8'))
        process.stdout.write(`${JSON.stringify({ type: 'report', report })}\n`, () => process.exit(0))
      },
      80 + Math.random() * 120,
    )
  },
  // Works once the file named after the behaviour is gone; tells of its pid in it before that.
  'until-removed': () => {
    const file = process.argv[3]
    fs.appendFileSync(file, `${process.pid}\n`)
    progress('detection', 3)
    setInterval(() => progress('detection', 4), 100)
  },
}

const quietly = (act) => {
  try {
    return act()
  } catch {
    return []
  }
}
const filesIn = (folder) =>
  quietly(() =>
    fs
      .readdirSync(folder, { withFileTypes: true })
      .filter((item) => item.isFile())
      .map((item) => `${folder}/${item.name}`),
  )
const filesBelow = (folder) =>
  quietly(() =>
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile())
      .map((item) => `${item.parentPath}/${item.name}`),
  )
const queuePlacesOf = (pid) => [
  `/proc/${pid}/environ`,
  `/proc/${pid}/cmdline`,
  ...filesIn(`/proc/${pid}/cwd`),
  ...quietly(() => fs.readdirSync(`/proc/${pid}/fd`)).map((fd) => `/proc/${pid}/fd/${fd}`),
]
const has = (place, word) =>
  quietly(() => fs.statSync(place).isFile() && fs.readFileSync(place).includes(word)) === true

function flood(text) {
  while (process.stdout.write(text)) continue
  process.stdout.once('drain', () => flood(text))
}

// As the verifier does: when the worker is gone, so is its child.
const input = readline.createInterface({ input: process.stdin })
input.once('line', (line) => behaviours[process.argv[2]](JSON.parse(line)))
input.once('close', () => process.exit(0))
