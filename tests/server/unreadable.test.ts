import { refuseUnreadable } from '@/server/unreadable'

const parserError = (code: string, packet = '') =>
  Object.assign(new Error(code), { code, rawPacket: Buffer.from(packet) })
const told = (code: string, packet?: string) => {
  const { refusal, asked } = refuseUnreadable(parserError(code, packet))
  return [refusal.status, refusal.code, asked.path]
}

test('a request that does not arrive in time is told so', () => {
  expect(told('ERR_HTTP_REQUEST_TIMEOUT')).toEqual([408, 'request-timeout', ''])
})

test('a method that the parser does not know is a method that the address does not have', () => {
  expect(told('HPE_INVALID_METHOD', 'BREW /api/v1/weights?x=1 HTTP/1.1\r\nHost: x\r\n\r\n')).toEqual([
    405,
    'method-not-allowed',
    '/api/v1/weights',
  ])
})

test('half a line, or what is not HTTP at all, is malformed', () => {
  expect(told('HPE_INVALID_METHOD', 'BRE')).toEqual([400, 'malformed-request', ''])
  expect(told('HPE_INVALID_METHOD', '\x16\x03\x01\x02')).toEqual([400, 'malformed-request', ''])
  expect(told('HPE_INVALID_HEADER_TOKEN')).toEqual([400, 'malformed-request', ''])
})
