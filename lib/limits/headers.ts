import type { LimitState } from './limiter'

/**
 * `RateLimit-Policy` and `RateLimit` as structured fields (draft-ietf-httpapi-ratelimit-headers-10): a list of items, each the policy's name with its quota `q` and
 * window `w` in seconds, or the remainder `r` for `t` more seconds.
 */
export function rateLimitHeaders(standings: readonly LimitState[]): Record<string, string> {
  return {
    'ratelimit-policy': standings
      .map(({ policy }) => `"${policy.name}";q=${policy.quota};w=${policy.windowSeconds}`)
      .join(', '),
    ratelimit: standings
      .map(({ policy, remaining, resetSeconds }) => `"${policy.name}";r=${remaining};t=${resetSeconds}`)
      .join(', '),
  }
}
