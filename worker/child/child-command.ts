/** The program of a run, as arguments of `spawn`. */
export interface ChildCommand {
  readonly file: string
  readonly args: readonly string[]
}
