/** Four significant digits with thousands separators, for people; programs use --json. */
export function show(value: number | null): string {
  if (value === null) return 'not measured'
  if (!Number.isFinite(value)) return String(value)
  return Number(value.toPrecision(4)).toLocaleString('en', { maximumSignificantDigits: 4 })
}
