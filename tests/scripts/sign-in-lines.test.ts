import { signInLines } from '@/scripts/start/sign-in-lines'

const NAMES = ['HOST', 'PUBLIC_URL', 'AUTH_SECRET', 'GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'] as const
afterEach(() => {
  for (const name of NAMES) delete process.env[name]
})

test('on one’s own machine nothing is said', () => {
  expect(signInLines()).toEqual([])
})

test.each([{ HOST: '0.0.0.0' }, { PUBLIC_URL: 'https://weights.example' }])(
  'a site that others reach (%j) says that it is read-only, and every variable that would change that',
  (variables) => {
    Object.assign(process.env, variables)
    const [line] = signInLines()
    expect(line).toContain('read-only')
    for (const name of ['AUTH_SECRET', 'HUGGINGFACE_CLIENT_ID', 'GITHUB_CLIENT_SECRET', 'OIDC_ISSUER'])
      expect(line).toContain(name)
  },
)

test('what is half set up is named, with what is missing', () => {
  process.env.GITHUB_CLIENT_ID = 'registry'
  expect(signInLines()).toEqual([
    'sign-in: none, so everyone on this machine is local. GITHUB_CLIENT_ID is set, but not AUTH_SECRET and GITHUB_CLIENT_SECRET.',
  ])
})

test('what is set up is named with its address', () => {
  Object.assign(process.env, {
    PUBLIC_URL: 'https://weights.example',
    AUTH_SECRET: 'x'.repeat(32),
    GITHUB_CLIENT_ID: 'registry',
    GITHUB_CLIENT_SECRET: 'secret',
  })
  expect(signInLines()).toEqual(['sign-in: GitHub, at https://weights.example/sign-in'])
})
