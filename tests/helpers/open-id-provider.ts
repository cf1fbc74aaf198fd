import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** A running OpenID provider, and the variables that set a registry up for it. */
export interface OpenIdProvider {
  readonly issuer: string
  readonly variables: Readonly<Record<string, string>>
  stop(): Promise<void>
}

/** Starts a provider for the site at `origin`. */
export async function startOpenIdProvider(origin: string): Promise<OpenIdProvider> {
  const script = path.join(__dirname, 'open-id-provider.mjs')
  const child: ChildProcess = spawn(process.execPath, [script, `${origin}/sign-in/callback/oidc`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  if (!child.stdout) throw new Error('The provider has no output.')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { issuer } = JSON.parse(line) as { issuer: string }
  return {
    issuer,
    variables: {
      AUTH_SECRET: 'a secret that only the tests know, and nobody else',
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: 'registry',
      OIDC_CLIENT_SECRET: 'a secret of the tests',
      OIDC_NAME: 'Test University',
    },
    async stop() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}
