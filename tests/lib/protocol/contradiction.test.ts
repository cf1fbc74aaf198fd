import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { contradictionOf, Report } from '@/lib/protocol'
import { Answer } from '@/scripts/check-referee/answer'

const FOLDER = path.join(__dirname, '..', '..', 'fixtures', 'golden', 'referee')
const read = (name: string) => Answer.parse(JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'))).report
const SINGLE = read('tiny-single.json')

test.each(readdirSync(FOLDER))('what another verifier wrote does not contradict itself: %s', (name) => {
  expect(contradictionOf(read(name))).toBeNull()
})

type Member = Report['members'][number]
const member = (change: (one: Member) => Partial<Member>): Report => ({
  ...SINGLE,
  members: SINGLE.members.map((one) => ({ ...one, ...change(one) })),
})
const stored = (change: Partial<Member['static']>) => member((one) => ({ static: { ...one.static, ...change } }))
const evidence = (change: Partial<Member['evidence']>) =>
  member((one) => ({ evidence: { ...one.evidence, ...change } }))
const detection = (change: (run: Report['detection'][number]) => Partial<Report['detection'][number]>): Report => ({
  ...SINGLE,
  detection: SINGLE.detection.map((run) => ({ ...run, ...change(run) })),
})
const [seen] = SINGLE.members.map(({ evidence: found }) => found)
const output = seen?.output ?? 0

test.each<[string, Report, RegExp]>([
  [
    'a value that its bits are not',
    stored({ value: 2.5 }),
    /has the value 2.5, but its bits 400b are 2.171875 in BF16/,
  ],
  ['bits of another length', stored({ bits: '400b00' }), /which are no BF16/],
  ['a format that nobody knows', stored({ dtype: 'I4' }), /which are no I4/],
  ['a place outside its tensor', stored({ shape: [8, 8] }), /outside its tensor/],
  ['a rank beyond all weights', stored({ rank: 1_000_000 }), /has rank 1000000/],
  ['a channel that is not its row', member(() => ({ output_channel: 3 })), /not its row and column/],
  ['a share that its parts do not make', evidence({ share: 0.5 }), /has a share of 0.5/],
  ['an input that makes another share', evidence({ input: (seen?.input ?? 0) / 2 }), /has a share of/],
  ['a median of other maxima', evidence({ median_of_layer_maxima: 0.01 }), /compared with a median of 0.01/],
  ['an output above the largest', evidence({ output: 2 * output, share: (seen?.share ?? 0) / 2 }), /larger output/],
  [
    'a largest output that the layer does not have',
    evidence({ layer_output: { value: 1, token: 0, channel: 0 } }),
    /another largest output/,
  ],
  [
    'a largest input that the layer does not have',
    evidence({ layer_input: { value: 1, token: 0, channel: 0 } }),
    /another largest input/,
  ],
  ['a round that there is not', evidence({ round: 9 }), /round of detection that the report does not have/],
  ['a token beyond the prompt', evidence({ token: 999 }), /token beyond/],
  ['a curve that lacks a layer', evidence({ residual_before: [1, 2] }), /residual curve of 2 layers, expected 6/],
  [
    'a round that lacks layers',
    detection(({ rounds }) => ({ rounds: rounds.map((round) => ({ ...round, layers: round.layers.slice(1) })) })),
    /has 5 layers, expected 6/,
  ],
  ['spikes beyond the prompt', detection(() => ({ token_ids: [] })), /beyond the 0 of its prompt/],
  [
    'a find larger than its layer',
    detection(({ rounds }) => ({
      rounds: rounds.map((round) => ({ ...round, found: round.found.map((found) => ({ ...found, output: 1e6 })) })),
    })),
    /makes an output of 1000000, more than the largest of its layer/,
  ],
  [
    'a negative loss',
    {
      ...SINGLE,
      perplexity: SINGLE.perplexity.map((run) => ({
        ...run,
        streams: run.streams.map((stream) => ({ ...stream, nll: stream.nll.map(() => -1) })),
      })),
    },
    /a loss of -1/,
  ],
  ['an end before the beginning', { ...SINGLE, finished_at: '2000-01-01T00:00:00.000Z' }, /ended before it began/],
])('%s is found', (_, report, words) => {
  expect(contradictionOf(Report.parse(report))).toMatch(words)
})
