import { ask } from './ask'

test.each(['/api', '/api/', '/api/v1', '/api/v2/weights', '/api/v1/weight', '/api/v1/weights/SW-000001/history'])(
  '404: %s is a problem that a program can read',
  async (pathname) => {
    const response = await ask(pathname)
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    expect(await response.json()).toMatchObject({
      code: 'unknown-path',
      detail: expect.stringContaining('/api/v1/openapi.json'),
    })
  },
)

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])('404: also for %s', async (method) => {
  expect((await ask('/api/v1/nothing', { method })).status).toBe(404)
})
