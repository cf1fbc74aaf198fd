import { readFileSync } from 'node:fs'

/**
 * The most memory this process has held, in bytes. On Linux from /proc, since what getrusage says there begins with the
 * parent's size.
 */
export function peakMemory(): number {
  const kilobytes =
    process.platform === 'linux'
      ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
      : undefined
  return 1024 * (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes))
}
