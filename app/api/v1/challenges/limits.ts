/** A text of 4,000 characters takes 24 kB when each is written as \uXXXX. */
export const MAX_BODY_BYTES = 32 * 1024
