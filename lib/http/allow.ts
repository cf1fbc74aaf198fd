import type { RouteFacts } from './declaration'

/** The value of `Allow` for a path whose routes have these methods: `GET, HEAD, OPTIONS`. */
export function allowOfMethods(methods: readonly RouteFacts['method'][]): string {
  return [
    ...(methods.includes('GET') ? ['GET', 'HEAD'] : []),
    ...(methods.includes('POST') ? ['POST'] : []),
    'OPTIONS',
  ].join(', ')
}
