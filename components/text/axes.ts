/** What rows and columns of a stored down projection mean: families store it [out, in] or [in, out]. */
export const axesOf = (row: number, outputChannel: number): { readonly row: string; readonly col: string } =>
  row === outputChannel
    ? { row: 'output channel', col: 'input neuron' }
    : { row: 'input neuron', col: 'output channel' }
