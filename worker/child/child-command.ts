/** The program that a run starts, as `spawn` takes it. */
export interface ChildCommand {
  readonly file: string
  readonly args: readonly string[]
}
