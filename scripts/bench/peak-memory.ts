import { readFileSync } from 'node:fs'

/**
 * Peak memory of this process in bytes. On Linux from /proc, since getrusage there starts with the parent's size.
 */
export function peakMemory(): number {
  const kilobytes =
    process.platform === 'linux'
      ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
      : undefined
  return 1024 * (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes))
}
