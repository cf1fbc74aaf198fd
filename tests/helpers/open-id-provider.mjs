// A real OpenID provider on loopback, in a process of its own: whoever types a name is that person. It prints its address when it listens.
// node open-id-provider.mjs REDIRECT_URI
import http from 'node:http'
import Provider from 'oidc-provider'

const server = http.createServer()
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const issuer = `http://127.0.0.1:${server.address().port}`

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'registry',
      client_secret: 'a secret of the tests',
      redirect_uris: [process.argv[2]],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  claims: { openid: ['sub'], profile: ['preferred_username', 'picture'] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, preferred_username: id, picture: 'https://example.org/picture.png' }),
  }),
  cookies: { keys: ['a key of the tests'] },
  // No warning about the keys and stores of development, which these tests want.
  ttl: { Session: 3600, Interaction: 3600, Grant: 3600, AccessToken: 3600, IdToken: 3600 },
})
server.on('request', provider.callback())
process.stdout.write(`${JSON.stringify({ issuer })}\n`)
