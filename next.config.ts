import type { NextConfig } from 'next'

/**
 * Everything comes from this site: no foreign script, font, picture or frame, and nobody may frame it.
 * Inline scripts and styles are Next's own way of handing the page's data over and Tailwind's of styling plots; React escapes all else.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const SECURITY_HEADERS = [
  { key: 'Content-Security-Policy', value: CONTENT_SECURITY_POLICY },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  // For browsers that do not know frame-ancestors.
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
]

const config: NextConfig = {
  poweredByHeader: false,
  // Else a lock file in a folder above would be taken for the root.
  turbopack: { root: process.cwd() },
  // `npm test` checks the types, of everything; here it would only make the first start ten seconds longer.
  typescript: { ignoreBuildErrors: true },
  // Native code, and packages that look for files of their own: required when needed rather than bundled.
  serverExternalPackages: ['onnxruntime-node', 'pg', 'pg-boss', '@prisma/client', '@prisma/adapter-pg', '@huggingface/hub', '@huggingface/tokenizers', 'undici'],
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
}

export default config
