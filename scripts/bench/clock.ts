/** Wall-clock seconds, and CPU seconds of all threads of this process, which other load affects less. */
export interface Moment {
  readonly wall: number
  readonly cpu: number
}

export function now(): Moment {
  const { user, system } = process.cpuUsage()
  return { wall: performance.now() / 1000, cpu: (user + system) / 1e6 }
}

export function since(start: Moment): Moment {
  const { wall, cpu } = now()
  return { wall: wall - start.wall, cpu: cpu - start.cpu }
}

export async function timeOf(work: () => Promise<unknown>): Promise<Moment> {
  const start = now()
  await work()
  return since(start)
}

/** The smallest wall-clock and the smallest CPU time, possibly of different runs. */
export function least(times: readonly Moment[]): Moment {
  return { wall: Math.min(...times.map((time) => time.wall)), cpu: Math.min(...times.map((time) => time.cpu)) }
}

/** Floating-point operations a second. */
export function rateOf(work: number, { wall, cpu }: Moment): Moment {
  return { wall: work / wall, cpu: work / cpu }
}

export function sum(times: readonly Moment[]): Moment {
  return times.reduce((all, { wall, cpu }) => ({ wall: all.wall + wall, cpu: all.cpu + cpu }), { wall: 0, cpu: 0 })
}
