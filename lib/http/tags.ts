/** A dependency of a response, named as in the database's notifications: `weight:7`, or `weight` for any weight. */
export type Tag = string

/** The dependencies of a response, or `anything`. */
export type Tags = readonly Tag[] | 'anything'

/** For responses made only from files of the release. */
export const NO_TAGS: Tags = []
