import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { FAMILIES } from '@/lib/coordinates'
import { bosPolicyOf } from '@/lib/hub/tokenizer/bos'

const ids = z.array(z.int())
/** What transformers puts before a text (tests/fixtures/make/bos.py). */
const golden = z
  .object({
    add_bos_token: z.array(z.boolean().nullable()).length(3),
    post_processors: z.record(z.string(), z.unknown()),
    rows: z.array(
      z.object({
        model_type: z.string(),
        tokenizer_class: z.string().nullable(),
        post_processor: z.string(),
        bos_token: z.string().nullable(),
        before: z.array(ids).length(3),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(path.join(__dirname, '..', '..', '..', 'fixtures', 'golden', 'bos.json'), 'utf8')))

const TOKENS: Readonly<Record<string, number>> = { '<s>': 256, '</s>': 257, '<unk>': 258 }

type Row = (typeof golden.rows)[number]

function ours(row: Row, flag: boolean | null | undefined): readonly number[] {
  const settings = {
    ...(row.tokenizer_class === null ? {} : { tokenizer_class: row.tokenizer_class }),
    ...(row.bos_token === 'absent' ? {} : { bos_token: row.bos_token }),
    ...(flag === null ? {} : { add_bos_token: flag }),
  }
  const json = { post_processor: golden.post_processors[row.post_processor] }
  return bosPolicyOf({ json, settings, config: { model_type: row.model_type }, idOf: (token) => TOKENS[token] ?? null })
    .before
}

test.each(FAMILIES.flatMap((f) => f.modelTypes))(
  '%s: what stands before a text is what transformers puts there, in every class and with every flag',
  (type) => {
    const rows = golden.rows.filter((row) => row.model_type === type)
    expect(rows.length).toBeGreaterThan(20)
    const wrong = rows.flatMap((row) =>
      golden.add_bos_token.flatMap((flag, at) =>
        JSON.stringify(ours(row, flag)) === JSON.stringify(row.before[at])
          ? []
          : [{ ...row, flag, ours: ours(row, flag) }],
      ),
    )
    expect(wrong).toEqual([])
  },
)

test('the table holds what is easily got wrong: flag against post-processor, both ways', () => {
  const rows = golden.rows.filter(
    (row) => row.tokenizer_class === 'PreTrainedTokenizerFast' && row.model_type === 'llama',
  )
  const before = (processor: string, flag: boolean) =>
    rows.find((row) => row.post_processor === processor)?.before[golden.add_bos_token.indexOf(flag)]
  expect([before('<s> first', false), before('nothing', true)]).toEqual([[256], []])
})

test('a class named in config.json counts where the tokenizer names none', () => {
  const json = { post_processor: golden.post_processors['<s> first'] }
  const files = { json, settings: { bos_token: '<s>' }, idOf: (token: string) => TOKENS[token] ?? null }
  expect(
    bosPolicyOf({ ...files, config: { model_type: 'llama', tokenizer_class: 'GPTNeoXTokenizer' } }).before,
  ).toEqual([])
  expect(bosPolicyOf({ ...files, config: { model_type: 'llama', tokenizer_class: 'LlamaTokenizer' } }).before).toEqual([
    256,
  ])
})
