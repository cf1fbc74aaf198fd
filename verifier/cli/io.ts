/** Where a command writes text. */
export interface Sink {
  write(text: string): unknown
}

/** A sink that may be a terminal. */
export interface Terminal extends Sink {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/** A command's inputs and outputs: handed in by the program that starts it (bin/), so that tests can run commands without it. */
export interface Io {
  /** Results. */
  readonly stdout: Terminal
  /** Progress and errors. */
  readonly stderr: NodeJS.WritableStream & Terminal
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal
  /** Show the stacks of errors. */
  readonly debug: boolean
  /** Makes the repo's hub reachable: the demo models live on a local one. */
  readonly readyHub: (repo: string) => Promise<void>
}

/** Columns of a terminal, or a default that fits most screens and logs. */
export function widthOf({ columns }: Terminal): number {
  const DEFAULT_COLUMNS = 110
  return Math.max(60, columns ?? DEFAULT_COLUMNS)
}
