import type { NextConfig } from 'next'
import { DATA_POLICY, pagePolicy, RESOURCE_POLICY, SECURITY_HEADERS } from './lib/http/security-headers'

const list = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }))

const config: NextConfig = {
  poweredByHeader: false,
  // Else a lock file in a folder above would be taken for the root.
  turbopack: { root: process.cwd() },
  // `npm test` checks the types, of everything; here it would only make the first start ten seconds longer.
  typescript: { ignoreBuildErrors: true },
  // Native code, and packages that look for files of their own: required when needed rather than bundled.
  serverExternalPackages: [
    'onnxruntime-node',
    'pg',
    'pino',
    'prom-client',
    'pg-boss',
    '@prisma/client',
    '@prisma/adapter-pg',
    '@huggingface/hub',
    '@huggingface/tokenizers',
    'undici',
  ],
  // The front (server/) sets these on every answer, with the nonces of each page. Under Next alone they say the same without nonces: pages can be read, and no inline script runs.
  headers: async () => [
    { source: '/:path*', headers: list(SECURITY_HEADERS) },
    {
      source: '/((?!api/).*)',
      headers: list({ 'Content-Security-Policy': pagePolicy(), [RESOURCE_POLICY]: 'same-origin' }),
    },
    { source: '/api/:path*', headers: list({ 'Content-Security-Policy': DATA_POLICY }) },
  ],
}

export default config
