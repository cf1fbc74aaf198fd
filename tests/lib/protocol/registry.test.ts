import { CURRENT_PROTOCOL, protocolNamed, protocolOf, UnknownProtocol } from '@/lib/protocol'

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
