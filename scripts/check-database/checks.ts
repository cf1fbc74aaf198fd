import { db } from '@/lib/db'
import { printId, type RecordKind } from '@/lib/ids'
import { pendingMigrations } from '@/lib/pending-migrations'
import { isSignedBy } from '@/lib/accounts/signing/signature'
import { canonicalSha256, fingerprintOf, type Json, Statement } from '@/lib/protocol'
import { outdated } from '@/lib/records/renew'
import { TABLES } from '@/lib/records/tables'

/** What one check looked at, and what is wrong with it, each as a line. */
export interface Outcome {
  readonly checked: number
  readonly wrong: readonly string[]
}

export interface Check {
  /** What holds, as a clause: "every report has the SHA-256 that names it". */
  readonly name: string
  readonly run: () => Promise<Outcome>
}

const RECORD_KINDS = ['set', 'weight', 'model'] as const satisfies readonly RecordKind[]

/** Rows that are read at a time: a report takes up to a few megabytes. */
const BATCH = 50

/** What must hold in every database of a registry, whatever was restored, copied or moved. The first one first: without it the others cannot be read. */
export const CHECKS: readonly Check[] = [
  { name: 'the database has every migration of this release', run: migrations },
  { name: 'every report has the SHA-256 that names it', run: reports },
  { name: 'every signature of a report holds', run: signatures },
  { name: 'every record has all its versions', run: versions },
  { name: 'every record says what follows from its claims and reports', run: contents },
  { name: 'every submission is in the state that its history ends with', run: histories },
]

async function migrations(): Promise<Outcome> {
  const missing = await pendingMigrations()
  return { checked: 1, wrong: missing.map((name) => `${name} is missing: npm run migrate`) }
}

async function reports(): Promise<Outcome> {
  const wrong: string[] = []
  let checked = 0
  for (let after = ''; ;) {
    const page = await db.report.findMany({
      where: { sha256: { gt: after } },
      select: { sha256: true, body: true },
      orderBy: { sha256: 'asc' },
      take: BATCH,
    })
    const last = page.at(-1)
    if (!last) return { checked, wrong }
    for (const { sha256, body } of page) {
      const found = canonicalSha256(body as Json)
      if (found !== sha256) wrong.push(`report ${sha256} has the SHA-256 ${found}`)
    }
    checked += page.length
    after = last.sha256
  }
}

/** A signed report has to be the one that its statement names, signed by the key that is kept with it. */
async function signatures(): Promise<Outcome> {
  const all = await db.reproduction.findMany({
    select: {
      reportSha: true,
      statement: true,
      signature: true,
      key: { select: { publicKey: true, fingerprint: true } },
    },
    orderBy: { reportSha: 'asc' },
  })
  const holds = ({ reportSha, statement, signature, key }: (typeof all)[number]) =>
    isSignedBy(statement, signature, key.publicKey) &&
    fingerprintOf(key.publicKey) === key.fingerprint &&
    Statement.parse(JSON.parse(statement)).report_sha256 === reportSha
  return {
    checked: all.length,
    wrong: all
      .filter((one) => !holds(one))
      .map(({ reportSha, key }) => `report ${reportSha} is not signed by the key ${key.fingerprint.slice(0, 12)}`),
  }
}

async function versions(): Promise<Outcome> {
  const each = await Promise.all(RECORD_KINDS.map(versionsOf))
  return { checked: each.reduce((sum, one) => sum + one.checked, 0), wrong: each.flatMap((one) => one.wrong) }
}

async function versionsOf(kind: RecordKind): Promise<Outcome> {
  const { rows, versions: table, key } = TABLES[kind]
  const all = await db.$queryRaw<{ id: number; version: number; there: number; last: number | null }[]>`
    select r.id, r.version, count(v.version)::int as there, max(v.version) as last
    from ${rows} r left join ${table} v on v.${key} = r.id group by r.id order by r.id`
  return {
    checked: all.length,
    wrong: all
      .filter(({ version, there, last }) => there !== version || (last ?? 0) !== version)
      .map(({ id, version, there }) => `${nameOf(kind, id)} is at version ${version} and has ${there} versions`),
  }
}

async function contents(): Promise<Outcome> {
  const wrong: string[] = []
  let checked = 0
  for (const kind of RECORD_KINDS) {
    const { rows } = TABLES[kind]
    const all = await db.$queryRaw<{ id: number }[]>`select id from ${rows} order by id`
    const ids = all.map(({ id }) => id)
    checked += ids.length
    for (const id of await outdated(db, kind, ids))
      wrong.push(`${nameOf(kind, id)} says something else: npm run rerender writes its next version`)
  }
  return { checked, wrong }
}

async function histories(): Promise<Outcome> {
  const all = await db.$queryRaw<{ id: number; status: string; last: string | null }[]>`
    select s.id, s.status::text, (
      select e.status::text from submission_events e where e.submission_id = s.id order by e.id desc limit 1
    ) as last
    from submissions s order by s.id`
  return {
    checked: all.length,
    wrong: all
      .filter(({ status, last }) => status !== last)
      .map(
        ({ id, status, last }) =>
          `${printId('submission', id)} is ${status}, and its history ends with ${last ?? 'nothing'}`,
      ),
  }
}

const nameOf = (kind: RecordKind, id: number) => (kind === 'model' ? `model ${id}` : printId(kind, id))
