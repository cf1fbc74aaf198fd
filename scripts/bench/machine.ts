import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

/** The machine and its load: numbers measured beside other work are too low. */
export function describeMachine(): string {
  const gib = (totalmem() / 2 ** 30).toFixed(0)
  return `${cpus()[0]?.model.trim() ?? 'an unknown processor'}, ${availableParallelism()} threads, ${gib} GiB, Node ${process.version}`
}

/** Load average over the last minute. */
export function load(): string {
  return (loadavg()[0] ?? NaN).toFixed(1)
}
