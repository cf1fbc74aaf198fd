import { randomUUID } from 'node:crypto'

/** Real files nest under 10 deep. Code that walks a value calls itself at each level, and a crafted file must not exhaust its stack. */
const MAX_DEPTH = 100

/** Not JSON as Python's `json` module reads it. */
export class PythonJsonError extends Error {
  override readonly name = 'PythonJsonError'
}

/**
 * Reads JSON as Python's `json.load` does, and so transformers: `NaN`, `Infinity` and `-Infinity` stand for those numbers
 * (docs.python.org/3/library/json.html, "Infinite and NaN Number Values"). Everything else is strict JSON. An own key `__proto__` is dropped: it
 * would become a prototype in the first spread or merge of somebody else's code.
 * @param bytes UTF-8, bounded by the caller
 * @throws PythonJsonError, and nothing else, whatever the bytes are
 */
export function parsePythonJson(bytes: Uint8Array): unknown {
  // JSON has no way to write NaN; nobody can put this word into a file.
  const nan = `NaN-${randomUUID()}`
  try {
    const text = withoutLiterals(new TextDecoder('utf-8', { fatal: true }).decode(bytes), JSON.stringify(nan))
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value === nan ? NaN : value))
  } catch (error) {
    if (error instanceof PythonJsonError) throw error
    throw new PythonJsonError('it is not JSON', { cause: error })
  }
}

/** The same text in strict JSON: too large a number is read as infinite, in JavaScript as in Python. */
function withoutLiterals(text: string, nan: string): string {
  const replacements: Readonly<Record<string, string>> = { NaN: nan, Infinity: '1e999', '-Infinity': '-1e999' }
  const pieces: string[] = []
  let copied = 0
  for (const { at, word } of wordsIn(text)) {
    const replacement = Object.hasOwn(replacements, word) ? replacements[word] : undefined
    if (replacement === undefined) continue
    pieces.push(text.slice(copied, at), replacement)
    copied = at + word.length
  }
  return pieces.join('') + text.slice(copied)
}

/** Everything outside strings that looks like a number or a word. @throws PythonJsonError when brackets are too deep */
function* wordsIn(text: string): Generator<{ at: number; word: string }, void> {
  const words = /[A-Za-z0-9+.-]+/y
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '"') at = endOfString(text, at)
    else if (character === '}' || character === ']') depth--
    else if (character === '{' || character === '[') {
      if (++depth > MAX_DEPTH) throw new PythonJsonError(`it is nested more than ${MAX_DEPTH} deep`)
    } else {
      words.lastIndex = at
      const [word] = words.exec(text) ?? []
      if (word === undefined) continue
      yield { at, word }
      at += word.length - 1
    }
  }
}

/** Where the string that begins at `at` ends. */
function endOfString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++
    else if (text[end] === '"') return end
  }
  return text.length
}
