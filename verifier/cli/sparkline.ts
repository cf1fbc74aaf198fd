const LEVELS = '▁▂▃▄▅▆▇█'

/**
 * One character per value, its height on a logarithmic scale from the smallest to the largest |value|: spikes are hundreds of times what is around
 * them. Zero and values that are not finite stand at the bottom and the top.
 */
export function sparkline(values: readonly number[]): string {
  const logs = values.map((value) => Math.log(Math.abs(value)))
  const finite = logs.filter(Number.isFinite)
  const low = Math.min(...finite)
  const range = Math.max(...finite) - low
  return logs.map((log) => LEVELS[levelOf(log, low, range)]).join('')
}

function levelOf(log: number, low: number, range: number): number {
  const top = LEVELS.length - 1
  if (log === -Infinity) return 0
  if (!Number.isFinite(log)) return top
  return range > 0 ? Math.round(((log - low) / range) * top) : 0
}
