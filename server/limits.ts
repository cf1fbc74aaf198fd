/** Bytes of a request's line and headers: Node's own limit. A form filled in by its address fits with a note of some thousand letters. */
export const MAX_HEADER_BYTES = 16 * 1024

/** Headers come in one packet or a few; who takes longer keeps a socket open on purpose. */
export const HEADERS_TIMEOUT_MS = 15_000

/** A whole request: the longest body is 64 kB, 9 kbit/s. */
export const REQUEST_TIMEOUT_MS = 60_000

/** How often connections are checked against both: Node's 30 seconds would make 15 up to 45. */
export const CHECK_INTERVAL_MS = 5_000

/** Proxies keep idle connections for 60 seconds (nginx, most clouds'): were ours shorter, they would now and then send into one that just closed. */
export const KEEP_ALIVE_MS = 65_000

/** How long answers in progress may take when the site is told to stop; `npm start` waits for 10 seconds. */
export const STOP_GRACE_MS = 7_000
