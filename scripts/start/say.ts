/** An error whose message is a complete sentence for the user of the script: printed without a stack. */
export class PlainError extends Error {
  override name = 'PlainError'
}

/** Prints a line with the seconds since this process started, including installation. */
export function say(text: string): void {
  const seconds = (performance.now() / 1000).toFixed(1)
  console.log(`${seconds.padStart(6)} s  ${text}`)
}

/** Interval of progress lines during long steps. */
const PULSE_MS = 10_000

/** Runs a step and prints its title, its progress and its result (returned by `act`). */
export async function step(title: string, act: (note: (text: string) => void) => Promise<string>): Promise<void> {
  let noted = ''
  const begun = performance.now()
  const pulse = setInterval(() => {
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    say(`${title}: still running after ${seconds} s${noted ? ` (${noted})` : ''}`)
  }, PULSE_MS)
  try {
    say(
      `${title}: ${await act((text) => {
        noted = text
      })}`,
    )
  } finally {
    clearInterval(pulse)
  }
}
