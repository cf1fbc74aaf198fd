/** Where a command writes text. */
export interface Sink {
  write(text: string): unknown
}

/** A sink that may be a terminal. */
export interface Terminal extends Sink {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/** What a command meets outside itself: given by the program that starts it (bin/), so that commands can be tried without one. */
export interface Io {
  /** Results. */
  readonly stdout: Terminal
  /** Progress and errors. */
  readonly stderr: NodeJS.WritableStream & Terminal
  /** Aborted when the person at the keyboard wants out. */
  readonly signal: AbortSignal
  /** Show the stacks of errors. */
  readonly debug: boolean
  /** Makes the repo's hub reachable: the demo models live on a local one. */
  readonly readyHub: (repo: string) => Promise<void>
}

/** Columns of a terminal, or what fits most screens and logs. */
export function widthOf({ columns }: Terminal): number {
  const DEFAULT_COLUMNS = 110
  return Math.max(60, columns ?? DEFAULT_COLUMNS)
}
