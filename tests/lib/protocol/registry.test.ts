import { readdirSync } from 'node:fs'
import {
  CHECK_IDS,
  CURRENT_PROTOCOL,
  protocolIds,
  protocolNamed,
  protocolOf,
  UnknownProtocol,
  verdictOf,
} from '@/lib/protocol'
import { makeReport } from '../../helpers/report'

test('a report’s protocol is found by its SHA-256', () => {
  expect(protocolOf(CURRENT_PROTOCOL.sha256)).toBe(CURRENT_PROTOCOL.document)
  expect(protocolOf(protocolNamed('swp-1')?.sha256 ?? '').id).toBe('swp-1')
})

test('an unknown one is refused, and the known ones are named', () => {
  expect(() => protocolOf('0'.repeat(64))).toThrow(UnknownProtocol)
  expect(() => protocolOf('0'.repeat(64))).toThrow(CURRENT_PROTOCOL.sha256)
  // An id does not identify a report's protocol: an id may have several documents.
  expect(() => protocolOf('swp-1')).toThrow(UnknownProtocol)
})

test('every document is listed, and every check of the table has a rule', () => {
  const documents = readdirSync('lib/protocol').flatMap((file) => /^swp(\d+)\.ts$/.exec(file)?.[1] ?? [])
  expect(protocolIds().sort()).toEqual(documents.map((number) => `swp-${number}`).sort())
  const members = [{ row: 1 }, { row: 2 }, { row: 3 }]
  const judged = [makeReport(), makeReport({ members })].flatMap((report) => verdictOf(report).checks)
  expect(new Set(judged.map(({ id }) => id))).toEqual(new Set(CHECK_IDS))
})
