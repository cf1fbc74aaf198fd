import { createHash } from 'node:crypto'
import type { ProviderId } from '../providers'

/** What an account is made of, or renewed with at a sign-in. */
export type Person = {
  /** The handle at the provider. */
  readonly name: string
  readonly email: string
  readonly emailVerified: false
  readonly image: string | undefined
}

/** By the provider's own name for a person: OpenID's `preferred_username`, GitHub's `login`. */
export const profileOf =
  (provider: ProviderId) =>
  (said: object): Person => {
    // Each provider has its own words for it.
    const profile: Readonly<Record<string, unknown>> = { ...said }
    const subject = textOf(profile.sub) ?? textOf(profile.id) ?? ''
    const image = textOf(profile.picture) ?? textOf(profile.avatar_url)
    return {
      name: textOf(profile.preferred_username) ?? textOf(profile.login) ?? textOf(profile.name) ?? 'someone',
      email: emailOf(provider, subject),
      emailVerified: false,
      image: image !== undefined && URL.canParse(image) && image.startsWith('https:') ? image : undefined,
    }
  }

/** In place of an address, which is not asked for: unique, and of a domain that no mail can reach (RFC 2606). */
function emailOf(provider: ProviderId, subject: string): string {
  return `${createHash('sha256').update(`${provider}\n${subject}`).digest('hex').slice(0, 40)}@accounts.invalid`
}

/** Longer ones are not names. */
const MAX_LENGTH = 300

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text !== '' && text.length <= MAX_LENGTH ? text : undefined
}
