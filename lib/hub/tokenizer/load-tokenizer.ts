import { messageOf } from '@/lib/errors/describe'
import { createHash } from 'node:crypto'
import { Tokenizer } from '@huggingface/tokenizers'
import { z } from 'zod'
import { bosPolicyOf } from './bos'
import { HubError } from '../errors/hub-error'
import { remoteOf } from '../http/request'
import { readRepoFile } from '../files/remote-file'
import { isPointer, pointerError } from '../form/pointer'
import type { RetryPolicy } from '../http/retry-policy'
import { parsePythonJson } from '../config/python-json'
import type { Checkpoint } from '../checkpoint/types'
import type { HubTokenizer } from './types'

/** Gemma-3's has 33 MB, Llama-4's 28 MB. */
const MAX_TOKENIZER_BYTES = 64_000_000
/** Llama-3.1's has 55 kB; some carry thousands of added tokens. */
const MAX_SETTINGS_BYTES = 8_000_000

const objectSchema = z.record(z.string(), z.unknown())

export interface LoadTokenizerOptions {
  readonly signal?: AbortSignal
  readonly retryPolicy?: RetryPolicy
}

/**
 * The repo's own fast tokenizer (`tokenizer.json`). Ids depend on that file alone; whether BOS goes before a text is told
 * beside it, and left to the caller. As in transformers, the spelling of a special token inside a text is that token.
 * A crafted pattern in the file can make `encode` slow: only the worker's child process, which has a time limit, calls it.
 * @throws HubError `bad-tokenizer`, or a network error
 */
export async function loadTokenizer(checkpoint: Checkpoint, options: LoadTokenizerOptions = {}): Promise<HubTokenizer> {
  const file = await readIfThere(checkpoint, 'tokenizer.json', MAX_TOKENIZER_BYTES, options)
  if (file !== null && isPointer(file)) throw pointerError(checkpoint.repo, 'tokenizer.json')
  if (file === null)
    throw bad(checkpoint, 'it has no tokenizer.json. Save it as a fast tokenizer with transformers and upload that')
  const settingsFile = await readIfThere(checkpoint, 'tokenizer_config.json', MAX_SETTINGS_BYTES, options)
  const json = parse(checkpoint, 'tokenizer.json', () =>
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file)),
  )
  const settings =
    settingsFile === null ? {} : parse(checkpoint, 'tokenizer_config.json', () => parsePythonJson(settingsFile))
  const tokenizer = build(checkpoint, json)
  const idOf = (token: string) => tokenizer.token_to_id(token) ?? null
  const { bosTokenId, before } = bosPolicyOf({ json, settings, config: checkpoint.config, idOf })
  if (before.length > 1)
    throw bad(
      checkpoint,
      `it puts ${before.length} tokens before a text (${before.slice(0, 5).join(', ')}), where the protocol has one`,
    )
  return {
    bosTokenId,
    addsBos: before.length === 1,
    sha256: createHash('sha256').update(file).digest('hex'),
    encode: (text) => encode(checkpoint, tokenizer, text),
  }
}

function build(checkpoint: Checkpoint, json: Record<string, unknown>): Tokenizer {
  try {
    // No settings are passed: what they would change is not in the hash that names the tokenisation.
    return new Tokenizer({ added_tokens: [], ...json }, {})
  } catch (error) {
    throw bad(checkpoint, `its tokenizer.json is of a kind that is not supported (${messageOf(error)})`, error)
  }
}

function encode(checkpoint: Checkpoint, tokenizer: Tokenizer, text: string): number[] {
  const { ids } = tokenizer.encode(text, { add_special_tokens: false })
  const size = checkpoint.config.vocab_size ?? Number.MAX_SAFE_INTEGER
  // The library gives undefined for a piece it does not know when the vocabulary names no token for that.
  const wrong = ids.findIndex((id) => !(Number.isSafeInteger(id) && 0 <= id && id < size))
  if (wrong !== -1)
    throw bad(
      checkpoint,
      `its tokenizer gives the id ${String(ids[wrong])}, which is not in the model's vocabulary of ${size}`,
    )
  return ids
}

async function readIfThere(
  checkpoint: Checkpoint,
  file: string,
  limit: number,
  options: LoadTokenizerOptions,
): Promise<Uint8Array | null> {
  if (checkpoint.readFile !== undefined) return checkpoint.readFile(file, limit)
  try {
    return await readRepoFile(remoteOf(checkpoint.repo, options), checkpoint, file, limit)
  } catch (error) {
    if (error instanceof HubError && error.code === 'missing-file') return null
    throw error
  }
}

/** tokenizer.json is read by a strict parser everywhere (Rust's serde_json), the settings beside it by Python's. */
function parse(checkpoint: Checkpoint, file: string, read: () => unknown): Record<string, unknown> {
  try {
    return objectSchema.parse(read())
  } catch (error) {
    throw bad(checkpoint, `its ${file} is not a JSON object`, error)
  }
}

function bad(checkpoint: Checkpoint, why: string, cause?: unknown): HubError {
  return new HubError('bad-tokenizer', `The tokenizer of ${checkpoint.repo} cannot be used: ${why}.`, { cause })
}
