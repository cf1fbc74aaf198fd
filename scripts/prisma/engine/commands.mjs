// What Prisma's command line asks the engine outside JSON-RPC: `cli can-connect-to-database` and the like. The answer is one JSON line on
// standard error and the exit code.
import { adminUrl, createDatabase, databaseOf, dropDatabase, plainUrl, withClient } from './database.mjs'

const COMMANDS = {
  'can-connect-to-database': (url) => withClient(plainUrl(url), (client) => client.query('select 1')),
  'create-database': (url) => createDatabase(url, databaseOf(url)),
  'drop-database': (url) => dropDatabase(url, databaseOf(url)),
}

export async function runCommand(name, { url }) {
  try {
    const command = COMMANDS[name]
    if (!command) throw new Error(`the command ${name} is not known to scripts/prisma/schema-engine.mjs`)
    await command(url)
    say('INFO', { message: 'Ok' })
    process.exitCode = 0
  } catch (error) {
    const [code, message] = explain(error, url)
    process.stderr.write('\n') // the reader skips the first line
    say('ERROR', { is_panic: false, error_code: code, message, meta: {} })
    process.exitCode = 1
  }
}

function say(level, fields) {
  const line = { timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

/** Prisma decides by these codes how to continue: on P1003 it offers to create the database. */
function explain(error, url) {
  const { hostname, port, username } = new URL(adminUrl(url))
  if (error.code === '3D000') return ['P1003', `Database \`${databaseOf(url)}\` does not exist`]
  if (error.code === '28P01' || error.code === '28000') {
    return ['P1000', `Authentication failed: the credentials for \`${username}\` are not valid.`]
  }
  return ['P1001', `Can't reach database server at \`${hostname}:${port || 5432}\` (${error.message || error.code})`]
}
