/** What an answer is made from, as the database's notifications name it: `weight:7`, or `weight` for any of them. */
export type Tag = string

/** An answer depends on these, or on anything that may change. */
export type Tags = readonly Tag[] | 'anything'

/** Of an answer made from files of the release. */
export const NO_TAGS: Tags = []
