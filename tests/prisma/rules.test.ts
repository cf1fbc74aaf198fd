import { db } from '@/lib/db'
import { LEGAL_CHANGES, STATUSES, type Status } from '@/lib/protocol'
import { storedStatus } from '@/lib/submissions/status'
import { useDatabase } from '../helpers/database'
import { claim, COMMIT, submission, weight } from '../helpers/rows'

useDatabase()

const SHA = 'b'.repeat(64)

const report = () => db.report.create({ data: { sha256: SHA, body: { schema_version: 1 } } })

describe('changes of state', () => {
  test.each(STATUSES.flatMap((from) => STATUSES.map((to): [Status, Status] => [from, to])))(
    'the database and the program agree on %s -> %s',
    async (from, to) => {
      const [row] = await db.$queryRaw<
        { legal: boolean }[]
      >`select submission_change_is_legal(${from}::submission_status, ${to}::submission_status) as legal`
      expect(row?.legal).toBe(LEGAL_CHANGES[from].includes(to))
    },
  )

  test('an illegal change is refused, whoever asks', async () => {
    const id = await submission()
    await expect(db.submission.update({ where: { id }, data: { status: 'running' } })).rejects.toThrow(
      'a submission cannot go from received to running',
    )
    await db.submission.update({ where: { id }, data: { status: 'blocked', reason: 'Gated.' } })
    await expect(db.submission.update({ where: { id }, data: { status: 'queued' } })).rejects.toThrow(
      'cannot go from blocked to queued',
    )
    await db.submission.update({ where: { id }, data: { status: 'received', reason: 'Sent again.' } })
  })

  test('a submission starts as received and is never deleted', async () => {
    await expect(submission({ status: 'queued' })).rejects.toThrow('a submission starts as received')
    const id = await submission()
    await expect(db.submission.delete({ where: { id } })).rejects.toThrow('never changed or deleted')
  })

  test('every change of state or reason leaves an event, progress leaves none', async () => {
    const id = await submission()
    await db.submission.update({ where: { id }, data: { progress: { stage: 'x' } } })
    await db.submission.update({ where: { id }, data: { reason: 'The Hub is slow.' } })
    await db.submission.update({ where: { id }, data: { status: 'screened', reason: 'Read.' } })
    const events = await db.submissionEvent.findMany({ where: { submissionId: id }, orderBy: { id: 'asc' } })
    expect(events.map((e) => [e.status, e.reason])).toEqual([
      ['received', 'It has been received.'],
      ['received', 'The Hub is slow.'],
      ['screened', 'Read.'],
    ])
  })

  test.each(['accepted', 'not-confirmed'] as const)(
    '%s needs a report, and a report needs a verdict',
    async (status) => {
      const id = await submission()
      for (const next of ['screened', 'queued', 'running'] as const)
        await db.submission.update({ where: { id }, data: { status: next } })
      await expect(db.submission.update({ where: { id }, data: { status: storedStatus(status) } })).rejects.toThrow(
        'submissions_verdict_needs_report',
      )
      await report()
      await expect(db.submission.update({ where: { id }, data: { reportSha: SHA } })).rejects.toThrow(
        'submissions_verdict_needs_report',
      )
      await db.submission.update({ where: { id }, data: { status: storedStatus(status), reportSha: SHA } })
    },
  )

  test('two live submissions never have the same claim, and a stop frees it', async () => {
    const id = await submission({ claimKey: 'k' })
    await expect(submission({ claimKey: 'k' })).rejects.toThrow('Unique constraint')
    await expect(db.submission.update({ where: { id }, data: { status: 'cancelled' } })).rejects.toThrow(
      'submissions_stop_frees_the_key',
    )
    await db.submission.update({ where: { id }, data: { status: 'cancelled', claimKey: null } })
    await submission({ claimKey: 'k' })
  })

  test('a claim has at most 8 coordinates', async () => {
    await expect(submission({ coordinates: Array<string>(9).fill('0:1:2') })).rejects.toThrow(
      'submissions_up_to_8_coordinates',
    )
  })

  test('a search ends with a result and no verdict, a claim the other way round', async () => {
    const running = async (coordinates: string[]) => {
      const id = await submission({ coordinates })
      for (const status of ['screened', 'queued', 'running'] as const)
        await db.submission.update({ where: { id }, data: { status } })
      return id
    }
    const [search, claim] = [await running([]), await running(['0:1:2'])]
    await report()
    const end = (id: number, data: Parameters<typeof db.submission.update>[0]['data']) =>
      db.submission.update({ where: { id }, data })
    await expect(end(search, { status: 'searched' })).rejects.toThrow('submissions_searched_has_a_result')
    await expect(end(search, { searchResult: {} })).rejects.toThrow('submissions_searched_has_a_result')
    await expect(end(search, { status: 'accepted', reportSha: SHA })).rejects.toThrow(
      'submissions_end_as_what_they_asked',
    )
    await expect(end(claim, { status: 'searched', searchResult: {} })).rejects.toThrow(
      'submissions_end_as_what_they_asked',
    )
    await end(search, { status: 'searched', searchResult: {} })
  })
})

describe('one coordinate, one record', () => {
  test('the same repo, commit, tensor, row and column exist once', async () => {
    await weight({ commit: COMMIT })
    await expect(weight({ commit: COMMIT })).rejects.toThrow('Unique constraint')
    await weight({ commit: 'c'.repeat(40) })
  })

  test('also where no commit is known: an unknown commit is the same unknown', async () => {
    await weight()
    await expect(weight()).rejects.toThrow('Unique constraint')
    await weight({ commit: COMMIT })
  })

  test('a record keeps its coordinate; its commit may be filled in once', async () => {
    const id = await weight()
    await expect(db.weight.update({ where: { id }, data: { row: 3 } })).rejects.toThrow('a weight keeps its coordinate')
    await db.weight.update({ where: { id }, data: { commit: COMMIT } })
    await expect(db.weight.update({ where: { id }, data: { commit: 'c'.repeat(40) } })).rejects.toThrow(
      'a weight keeps its coordinate',
    )
    await expect(db.weight.update({ where: { id }, data: { commit: null } })).rejects.toThrow(
      'a weight keeps its coordinate',
    )
    await expect(db.weight.delete({ where: { id } })).rejects.toThrow('never changed or deleted')
  })

  test('nothing is above level 0 whose value was not read at a commit', async () => {
    const id = await weight()
    await expect(db.weight.update({ where: { id }, data: { level: 1 } })).rejects.toThrow('weights_level_needs_value')
    await db.weight.update({ where: { id }, data: { level: 1, commit: COMMIT, bits: '400b' } })
  })

  test.each([
    ['a short commit', { commit: 'abc' }, 'weights_commit_is_hex'],
    ['a negative row', { row: -1 }, 'weights_indices_count_from_0'],
    ['a level 5', { level: 5 }, 'weights_level_exists'],
    ['a class E', { class: 'E' }, 'weights_class_exists'],
  ])('%s is refused', async (_, data, rule) => {
    await expect(weight(data)).rejects.toThrow(rule)
  })
})

describe('history', () => {
  const version = async () => {
    const weightId = await weight()
    return db.weightVersion.create({ data: { weightId, version: 1, body: {}, reason: 'First.' } })
  }

  test('a report is never changed or deleted', async () => {
    await report()
    await expect(db.report.update({ where: { sha256: SHA }, data: { body: {} } })).rejects.toThrow(
      'rows of reports are never changed or deleted',
    )
    await expect(db.report.delete({ where: { sha256: SHA } })).rejects.toThrow(
      'rows of reports are never changed or deleted',
    )
  })

  test('what a report is about does not change', async () => {
    await report()
    await db.reportMember.create({ data: { reportSha: SHA, position: 0, weightId: await weight() } })
    await expect(db.reportMember.updateMany({ data: { position: 1 } })).rejects.toThrow('never changed or deleted')
    await expect(db.reportMember.deleteMany()).rejects.toThrow('never changed or deleted')
  })

  test('a version of a record is never changed or deleted', async () => {
    await version()
    await expect(db.weightVersion.updateMany({ data: { reason: 'x' } })).rejects.toThrow('never changed or deleted')
    await expect(db.weightVersion.deleteMany()).rejects.toThrow('never changed or deleted')
  })

  test('a change of state is never rewritten', async () => {
    await submission()
    await expect(db.submissionEvent.updateMany({ data: { reason: 'x' } })).rejects.toThrow('never changed or deleted')
    await expect(db.submissionEvent.deleteMany()).rejects.toThrow('never changed or deleted')
  })

  test('a claim is never edited, only withdrawn', async () => {
    const { id } = await claim()
    await expect(db.claim.update({ where: { id }, data: { note: 'x' } })).rejects.toThrow(
      'a claim is never edited, only withdrawn',
    )
    await db.claim.update({ where: { id }, data: { withdrawnAt: new Date(), withdrawnReason: 'A slip.' } })
    await expect(db.claim.delete({ where: { id } })).rejects.toThrow('never changed or deleted')
  })

  test('a set has at most 8 members, each at its own place', async () => {
    const { id: setId } = await db.set.create({
      data: { model: { create: { repo: 'org/other' } }, commit: COMMIT, key: 'k' },
    })
    const weightId = await weight()
    await expect(db.setMember.create({ data: { setId, weightId, position: 8 } })).rejects.toThrow(
      'set_members_at_most_8',
    )
    await db.setMember.create({ data: { setId, weightId, position: 0 } })
    const second = await weight({ row: 9 })
    await expect(db.setMember.create({ data: { setId, weightId: second, position: 0 } })).rejects.toThrow(
      'Unique constraint',
    )
  })
})
