/** Formats numbers, names and times for pages. No React and no server code: used on both sides. */

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const month = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'UTC',
})

/** Three significant digits, grouped thousands, no exponent between 0.001 and ten million: for reading, not for computing. */
export function readable(x: number): string {
  if (!Number.isFinite(x)) return x > 0 ? '∞' : Number.isNaN(x) ? 'not a number' : '−∞'
  const size = Math.abs(x)
  if (size !== 0 && (size < 0.001 || size >= 1e7)) return minus(x.toExponential(2))
  if (size >= 1000) return minus(grouped.format(x))
  return minus(String(Number(x.toPrecision(3))))
}

/** A ratio near 1 keeps two decimals: ×1.00 says more than ×1. */
export function times(ratio: number): string {
  return `×${ratio < 10 ? ratio.toFixed(2) : readable(ratio)}`
}

/** Every digit of the number, with a typographic minus sign. */
export function exact(x: number): string {
  return minus(String(x))
}

/** Whole numbers with grouped thousands. */
export function count(n: number): string {
  return grouped.format(n)
}

/** Parameters of a model: `6.7 B`, `316 k`, number and unit on one line. */
export function parameters(n: number): string {
  const unit = [
    [1e9, '\u00a0B'],
    [1e6, '\u00a0M'],
    [1e3, '\u00a0k'],
  ] as const
  const [size, letter] = unit.find(([from]) => n >= from) ?? [1, '']
  return `${Number((n / size).toPrecision(3))}${letter}`
}

/** `45.1 MB`, `12.5 kB`, `2 bytes`. */
export function size(bytes: number): string {
  if (bytes >= 1e6) return `${readable(bytes / 1e6)} MB`
  return bytes >= 1e3 ? `${readable(bytes / 1e3)} kB` : `${bytes} bytes`
}

/** `23 Nov 2026`, UTC. */
export function day(time: string): string {
  return month.format(new Date(time))
}

/** `23 Nov 2026, 19:09:54 UTC`. */
export function moment(time: string): string {
  const date = new Date(time)
  return `${month.format(date)}, ${clock.format(date)} UTC`
}

/** `40 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return hours > 0 ? `${hours} h ${minutes} min` : rest > 0 ? `${minutes} min ${rest} s` : `${minutes} min`
}

/** A commit or hash, short enough for a line. */
export function short(hash: string): string {
  return hash.slice(0, 10)
}

/** `1 weight`, `3 weights`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`
}

function minus(text: string): string {
  return text.replace(/^-/, '−')
}
