import { Literature } from '@/lib/literature/schema'
import { literature } from '@/lib/literature/read-file'
import { reportedFor, reportedResults } from '@/lib/literature/reported'

test("the paper's figures for a model come with the column they stood in", () => {
  const llama = reportedFor('huggyllama/llama-7b')
  expect(llama?.perplexity).toEqual([
    { column: 'wiki2', value: 5.68 },
    { column: 'c4', value: 7.08 },
  ])
  expect(llama?.pruning.find((r) => r.row === 'prune_super_weight')?.cells.at(-1)).toEqual({
    column: 'wiki2_ppl',
    value: 1211.11,
  })
  expect(llama?.scaling.map((s) => s.scale)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 1, 1.2, 1.5, 2, 3])
  expect(reportedFor('allenai/OLMo-1B-0724-hf')?.w8a8).toContainEqual({ column: 'SmoothQuant wiki2', value: null })
})

test.each(['nobody/nothing', 'columns', '__proto__'])('nothing was printed about %s', (repo) => {
  expect(reportedFor(repo)).toBeNull()
})

test('every figure of the file is read: it holds nothing that its schema does not know', () => {
  expect(reportedResults().detection_trace['huggyllama/llama-7b']?.down_proj_output_max['2']).toBe(1313)
})

test('a file of claims with an undescribed source, a repeated claim or an unknown field is refused', () => {
  const good = literature()
  const [claim] = good.claims
  if (!claim) throw new Error('no claim')
  const wrong = [
    { ...good, claims: [{ ...claim, sources: ['nobody'] }] },
    { ...good, claims: [claim, claim] },
    { ...good, claims: [{ ...claim, verified: true }] },
  ]
  expect(Literature.safeParse(good).success).toBe(true)
  expect(wrong.map((w) => Literature.safeParse(w).success)).toEqual([false, false, false])
})
