import { PassThrough } from 'node:stream'
import { withProgress } from '@/verifier/cli/progress-bar'
import { FindResult, Report } from '@/lib/protocol'
import { goldenOf } from '@/tests/helpers/golden'
import { removeCaches, superweights } from './superweights'

jest.setTimeout(180_000)
afterAll(removeCaches)

/** One line, and no progress bar: these runs have no terminal. */
const LINE =
  /^superweights: Grade quick does not decide, so the run goes on to grade standard, with 16 times as much text: up to about \d+ (s|min)\.\n$/

test('verify says on standard error that it goes on to more text, and how long that takes', async () => {
  const pair = ['transformer.h.1.mlp.c_proj.weight[229, 54]', 'transformer.h.1.mlp.c_proj.weight[226, 54]']
  const { stdout, stderr } = await superweights(['verify', 'demo/gpt2-pair', ...pair, '--protocol', 'swp-2', '--json'])
  expect(Report.parse(JSON.parse(stdout)).perplexity.map(({ grade }) => grade)).toEqual(['quick', 'standard'])
  expect(stderr).toMatch(LINE)
})

test('so does find', async () => {
  const { stdout, stderr } = await superweights(['find', 'demo/gpt2-pair', '--json'])
  expect(FindResult.parse(JSON.parse(stdout)).answers[0]?.grade).toBe('standard')
  expect(stderr).toMatch(LINE)
})

test('a run that stays says nothing', async () => {
  const [weight] = goldenOf('tiny-single').planted
  const { stderr } = await superweights(['verify', 'demo/tiny-single', `1:${weight?.row}:${weight?.col}`])
  expect(stderr).toBe('')
})

test('on a terminal the line stays above the bar', async () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 80, cursorTo: () => true })
  await withProgress(terminal, (onProgress) => {
    onProgress({ stage: 'perplexity', done: 0, total: 1, message: 'It goes on.', announced: true })
    return Promise.resolve()
  })
  expect(String(terminal.read())).toContain('\r\u001b[2Ksuperweights: It goes on.\n')
})
