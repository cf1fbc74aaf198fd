import { log } from '@/lib/log/log'

const written = (act: () => void): Record<string, unknown>[] => {
  const spy = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  act()
  const lines = spy.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>)
  spy.mockRestore()
  return lines
}

test('a line is JSON with time, level, message and fields; errors are described with their causes', () => {
  const error = new Error('no file', { cause: Object.assign(new Error('gone'), { code: 'ENOENT' }) })
  const [line] = written(() => log('warn', 'could not read', { submission: 'SUB-000007', bytes: 12n, error }))
  expect(line).toMatchObject({
    level: 'warn',
    message: 'could not read',
    submission: 'SUB-000007',
    bytes: '12',
    error: { name: 'Error', message: 'no file', cause: { message: 'gone', code: 'ENOENT' } },
  })
  expect(new Date(String(line?.['time'])).toISOString()).toBe(line?.['time'])
})

test('what is a secret or a person’s by its name is left out', () => {
  const lines = written(() =>
    log('info', 'sent', { token: 'sw_a', headers: { authorization: 'Bearer sw_b', cookie: 'c' } }),
  )
  expect(JSON.stringify(lines)).not.toMatch(/sw_|"c"/)
})
