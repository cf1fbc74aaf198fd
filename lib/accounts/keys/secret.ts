import { createHash, randomBytes } from 'node:crypto'

/** By this people and secret scanners know a key of this registry. */
export const KEY_PREFIX = 'sw_'
/** 256 bits: a key cannot be guessed, so its hash needs no salt and no slow function. */
const KEY_BYTES = 32
/** Characters that its owner is shown: the prefix and 36 bits. */
const START_LENGTH = KEY_PREFIX.length + 6

const KEY = /^sw_[\w-]{43}$/

/** A new key: shown once, never stored. */
export const newKey = (): string => KEY_PREFIX + randomBytes(KEY_BYTES).toString('base64url')

/** Whether a text has the form of a key. */
export const isKey = (text: string): boolean => KEY.test(text)

/** What is stored of it. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex')

export const startOfKey = (key: string): string => key.slice(0, START_LENGTH)
