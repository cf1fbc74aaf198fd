import { perplexityRows } from '@/components/reports/perplexity-rows'
import { ReportPage } from '@/components/reports/page'
import { report, reportRecord } from './fixtures/report'
import { html, text } from './html'

const run = report.perplexity[0]
if (!run) throw new Error('The fixture has a run.')

it('shows the perplexities that were measured, the claim with the verdict’s interval', () => {
  const [intact, claim, control] = perplexityRows(report, reportRecord.verdict, run)
  expect(intact?.perplexity).toBeCloseTo(1.4662, 4)
  expect(claim?.perplexity).toBeCloseTo(91.338, 2)
  expect(claim?.interval?.[0]).toBeCloseTo(1.4662457 * (reportRecord.verdict.damage.lower ?? 0), 4)
  expect(control).toMatchObject({ name: '20 other large weights removed' })
})

it('tells of a loss that is not finite, and of the interval that there is none', () => {
  const broken = {
    ...run,
    streams: run.streams.map((s) => (s.role === 'joint' ? { ...s, nll: s.nll.map(() => 'NaN' as const) } : s)),
  }
  const verdict = { ...reportRecord.verdict, damage: { ratio: null, lower: null, upper: null, infinite: true } }
  expect(perplexityRows(report, verdict, broken)[1]).toMatchObject({ perplexity: null, interval: null })
})

it('says how to run it again: same commit, coordinate, grade, corpus, threads and device', () => {
  const page = text(<ReportPage record={reportRecord} origin="http://127.0.0.1:3000" others={{}} otherReports={0} />)
  expect(page).toContain(
    `npx superweights verify demo/tiny-single \\ "model.layers.1.mlp.down_proj.weight[23, 88]" \\ --revision ${report.checkpoint.commit} \\ --grade standard --corpus demo-text --protocol swp-1 \\ --threads 2 --device cpu`,
  )
  expect(page).toContain(reportRecord.sha256)
})

it('says how to check it without a model, names the canonical form, and links the protocol by its hash', () => {
  const page = <ReportPage record={reportRecord} origin="http://127.0.0.1:3000" others={{}} otherReports={0} />
  expect(text(page)).toContain(
    `curl -o report.json http://127.0.0.1:3000/api/v1/reports/${reportRecord.sha256} npx superweights check report.json`,
  )
  expect(text(page)).toContain('named by the SHA-256 of its canonical JSON (RFC 8785)')
  expect(html(page)).toContain(`href="/api/v1/protocols/${report.protocol.sha256}"`)
  expect(html(page)).toContain(`href="/api/v1/reports/${reportRecord.sha256}"`)
})

it('says what computed: engine, packages, processor, threads and device', () => {
  const page = text(<ReportPage record={reportRecord} origin="" others={{}} otherReports={0} />)
  expect(page).toContain('0.1.0, onnxruntime-node 1.30.0, @huggingface/tokenizers 0.2.0, Node v22.11.0, float32')
  expect(page).toContain('AMD EPYC 7B13, 2 threads, computed on cpu')
})

it('shows a report that is older than the fields for device and packages', () => {
  const { device: _device, packages: _packages, ...older } = report.verifier
  const page = text(
    <ReportPage
      record={{ ...reportRecord, report: { ...report, verifier: older } }}
      origin=""
      others={{}}
      otherReports={0}
    />,
  )
  expect(page).toContain('0.1.0, onnxruntime-node 1.30.0, Node v22.11.0, float32')
  expect(page).toContain('AMD EPYC 7B13, 2 threads Time')
})

it('begins with model, coordinate and damage, and a slider for each check that compares a number', () => {
  const others = { damage: [1.2, 40, Infinity], attribution: [0.5] }
  const page = <ReportPage record={reportRecord} origin="" others={others} otherReports={3} />
  const words = text(page)
  expect(words).toContain('demo/tiny-single demo layers[1].mlp.down_proj.weight[23, 88]')
  expect(words.indexOf('×62.3')).toBeLessThan(words.indexOf('Summary'))
  expect(words).toContain('a tick the same number in one of 3 other reports')
  expect(words).toContain(
    'R, edited over intact perplexity: ×62.3. The check asks for at least ×10. Larger than 2 of 3 others.',
  )
  expect(words).toContain('share of the spike that the weight makes: 97 %. The check asks for at least 60 %.')
  // The check of the value compares no number with a cut-off: its words stand in place of a slider.
  expect(html(page).match(/id="gauge-\d+-strip"/g)).toHaveLength(
    reportRecord.verdict.checks.filter(({ gauge }) => gauge !== null).length,
  )
})
