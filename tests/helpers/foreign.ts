/** What a page of another site can make a reader's browser send to a registry at localhost:3000, and the status it is refused with. */
export const FOREIGN: readonly (readonly [what: string, headers: Readonly<Record<string, string>>, status: number])[] =
  [
    ['a foreign Origin', { origin: 'https://evil.example' }, 403],
    ['an Origin that is hidden', { origin: 'null' }, 403],
    ['an Origin that is no address', { origin: 'evil' }, 403],
    ['a page whose browser says cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a page of a neighbour domain', { 'sec-fetch-site': 'same-site' }, 403],
    ['a foreign name pointed at this machine', { host: 'evil.example:3000' }, 421],
    ['such a name with an Origin that fits', { host: 'evil.example', origin: 'http://evil.example' }, 421],
  ]
