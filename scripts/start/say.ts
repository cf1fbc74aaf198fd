/** An error whose message is a whole sentence for the person who started the script: it is printed without a stack. */
export class PlainError extends Error {
  override name = 'PlainError'
}

/** Prints a line with the seconds since this process began, installing included. */
export function say(text: string): void {
  const seconds = (performance.now() / 1000).toFixed(1)
  console.log(`${seconds.padStart(6)} s  ${text}`)
}

/** A line about every so often while a step takes long. */
const PULSE_MS = 10_000

/** Runs a step; says what it is, that it still goes on, and how it ended (`act` gives the words). */
export async function step(title: string, act: (note: (text: string) => void) => Promise<string>): Promise<void> {
  let noted = ''
  const begun = performance.now()
  const pulse = setInterval(() => {
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    say(`${title}: still at it after ${seconds} s${noted ? ` (${noted})` : ''}`)
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
