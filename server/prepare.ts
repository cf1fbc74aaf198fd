import type { IncomingHttpHeaders } from 'node:http'
import { SOCKET_ADDRESS } from '@/lib/arrival/client-address'
import { pagePolicy } from '@/lib/http/security-headers'
import { type ParsedRequest, isWriting } from './request'

/** Sets the client's address, overwriting whatever the client sent. */
export function noteAddress(headers: IncomingHttpHeaders, address: string | undefined): void {
  headers[SOCKET_ADDRESS] = address ?? ''
}

/** Next reads the nonce from this request header, and compares Origin with the forwarded host, which proxies and clients can set freely. */
export function prepareForNext(
  headers: IncomingHttpHeaders,
  { method, headers: asked }: ParsedRequest,
  nonce: string,
): void {
  headers['content-security-policy'] = pagePolicy({ scripts: [nonce] })
  for (const name of OF_PROXIES) delete headers[name]
  const origin = asked.get('origin')
  if (isWriting(method) && origin !== null) headers['x-forwarded-host'] = new URL(origin).host // refuseForeign has accepted it
}

const OF_PROXIES = ['content-security-policy-report-only', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port']
