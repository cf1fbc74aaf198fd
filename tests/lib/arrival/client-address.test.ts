import { clientAddress, limitKeyOf, SOCKET_ADDRESS } from '@/lib/arrival/client-address'

const original = process.env.TRUSTED_PROXIES
afterEach(() => {
  if (original === undefined) delete process.env.TRUSTED_PROXIES
  else process.env.TRUSTED_PROXIES = original
})

const from = (socket: string, forwarded?: string) =>
  clientAddress(
    new Headers({ [SOCKET_ADDRESS]: socket, ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }) }),
  )

test('without a trusted proxy the socket counts, whatever the client says of itself', () => {
  expect(from('203.0.113.7')).toBe('203.0.113.7')
  expect(from('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7')
})

test('one trusted proxy: what it appended counts, not what the client wrote before it', () => {
  process.env.TRUSTED_PROXIES = '1'
  expect(from('10.0.0.2', '203.0.113.7')).toBe('203.0.113.7')
  expect(from('10.0.0.2', '1.1.1.1, 2.2.2.2, 203.0.113.7')).toBe('203.0.113.7')
  expect(from('10.0.0.2')).toBe('10.0.0.2')
})

test('two trusted proxies: what the outer one saw', () => {
  process.env.TRUSTED_PROXIES = '2'
  expect(from('10.0.0.2', '6.6.6.6, 203.0.113.7, 10.0.0.1')).toBe('203.0.113.7')
  expect(from('10.0.0.2', '203.0.113.7')).toBe('203.0.113.7')
})

test.each([
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:51234', '203.0.113.7'],
  ['[2001:db8::1]:443', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', 'unknown'],
  ['unknown', 'unknown'],
  ["'; drop table rate_limits", 'unknown'],
])('%j is the client %j', (address, key) => {
  expect(limitKeyOf(address)).toBe(key)
})

test('addresses of one /64 are one client, those of another are not', () => {
  expect(limitKeyOf('2001:db8:1:2::1')).toBe(limitKeyOf('2001:db8:1:2:ffff::2'))
  expect(limitKeyOf('2001:db8:1:2::1')).not.toBe(limitKeyOf('2001:db8:1:3::1'))
})
