/** Bytes of a request's line and headers: Node's default. A form prefilled by URL fits with a note of some thousand characters. */
export const MAX_HEADER_BYTES = 16 * 1024

/** Headers arrive in a few packets; a client that takes longer holds a socket on purpose. */
export const HEADERS_TIMEOUT_MS = 15_000

/** For a complete request: the longest body that anyone may send is 64 kB, 9 kbit/s. A worker's report has up to 2 MB, 270 kbit/s. */
export const REQUEST_TIMEOUT_MS = 60_000

/** How often connections are checked against both: Node's 30 seconds would make 15 up to 45. */
export const CHECK_INTERVAL_MS = 5_000

/** Proxies keep idle connections for 60 seconds (nginx, most clouds). With a shorter limit they would sometimes send into a connection that has just closed. */
export const KEEP_ALIVE_MS = 65_000

/** How long responses in progress may take when the site is stopping; `npm start` waits for 10 seconds. */
export const STOP_GRACE_MS = 7_000
