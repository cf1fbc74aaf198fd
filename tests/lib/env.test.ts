import { databaseUrl, env } from '@/lib/env'

const original = { ...process.env }
beforeEach(() => {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, original)
})

test('without any variable the site is for this machine only and the Hub is the real one', () => {
  delete process.env.HF_ENDPOINT
  expect(env()).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 3000,
    HF_ENDPOINT: 'https://huggingface.co',
    DATA_DIR: '.data',
  })
  expect(env().HF_TOKEN).toBeUndefined()
})

test('an empty variable counts as not set, and a slash at the end of an address is dropped', () => {
  process.env.PORT = ''
  process.env.PUBLIC_URL = 'https://weights.example/'
  expect(env()).toMatchObject({ PORT: 3000, PUBLIC_URL: 'https://weights.example' })
})

test('a variable that changes is read again', () => {
  process.env.PORT = '3001'
  expect(env().PORT).toBe(3001)
  process.env.PORT = '3002'
  expect(env().PORT).toBe(3002)
})

test('every wrong variable is named with what was expected, and no value is shown', () => {
  process.env.PORT = 'http'
  process.env.DATABASE_URL = 'mysql://root:secret@127.0.0.1/x'
  expect(() => env()).toThrow(/DATABASE_URL: expected postgresql:[^]*PORT: expected a whole number from 1 to 65535/)
  expect(() => env()).not.toThrow(/secret/)
})

test.each(['1e3', ' 3000', '+3000', '0x10', '3000.0', '65536'])('PORT=%j is refused with the expected form', (port) => {
  process.env.PORT = port
  expect(() => env()).toThrow(/PORT: expected a whole number from 1 to 65535, written in digits/)
})

test('a missing database says which variable to set', () => {
  expect(() => databaseUrl()).toThrow(/^DATABASE_URL is not set/)
})
