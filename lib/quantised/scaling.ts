/** How a format stores a quantised value: `step * code + offset`, each operation rounded as the format's own code rounds it. */
export interface Scaling {
  /** What one unit of the code is worth: the scale that the value's group shares. Of either sign; may be 0, NaN or infinite. */
  readonly step: number
  /** The stored whole number, less its zero point; in formats with a table (IQ4_NL, MXFP4, nf4, FP8, ...) the entry of the table. */
  readonly code: number
  /** The value of code 0: 0 in forms without a minimum. */
  readonly offset: number
}
