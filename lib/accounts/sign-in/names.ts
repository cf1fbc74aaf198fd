/** Where people sign in, and where providers send them back to: `SIGN_IN_PATH/callback/PROVIDER`. */
export const SIGN_IN_PATH = '/sign-in'

/** Where a person types the code that a terminal shows. */
export const DEVICE_PATH = '/device'

/** The command line, as it calls itself when it asks for a code. */
export const DEVICE_CLIENT = 'superweights'

/** Cookies of the sign-in library begin so. */
export const COOKIE_PREFIX = 'superweights'
