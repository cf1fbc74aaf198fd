import { WeightPage } from '@/components/weights/page'
import { reportRecord } from '../fixtures/report'
import { published, verified } from '../fixtures/weights'
import { html, text } from '../html'

const origin = 'http://127.0.0.1:3000'

describe('the page of a verified weight', () => {
  const page = <WeightPage weight={verified} report={reportRecord} origin={origin} history={[]} submissions={[]} />

  it('says what it is, both as stored and as meant', () => {
    expect(text(page)).toContain('As stored model.layers.1.mlp.down_proj.weight[23, 88]')
    expect(text(page)).toContain('layer 1, from input neuron 88 to output channel 23')
    expect(text(page)).toContain('2.171875')
  })

  it('says how sure the registry is, with the reasons and what is missing for the next level', () => {
    expect(text(page)).toContain('2 reproduced , reached One run of swp-1 at grade standard reached class A.')
    expect(text(page)).toContain('3 replicated , not reached Next: A run by another engine')
    expect(html(page).match(/aria-current="step"/g)).toHaveLength(1)
  })

  it('gives the coordinate as each tool writes it, and the record for programs', () => {
    for (const spelling of [
      verified.spellings.transformers,
      verified.spellings.state_dict,
      verified.spellings.gguf,
      `curl ${origin}/api/v1/weights/SW-000046`,
    ]) {
      expect(text(page)).toContain(spelling)
    }
    expect(html(page)).toContain('href="/api/v1/weights/SW-000046"')
  })

  it('names protocol, grade and corpus beside every perplexity', () => {
    expect(text(page)).toContain('Protocol swp-1, grade standard: 16 windows of 512 tokens of demo-text')
  })

  it('lists every check with what was measured and expected', () => {
    for (const check of reportRecord.verdict.checks) {
      expect(text(page)).toContain(check.measured)
      expect(text(page)).toContain(check.expected)
    }
    expect(text(page)).toContain(`All ${reportRecord.verdict.checks.length} checks passed.`)
  })

  it('never calls itself unverified', () => {
    expect(text(page)).not.toContain('not verified here')
  })
})

describe('the page of a weight that is only published', () => {
  const page = <WeightPage weight={published} report={null} origin={origin} history={[]} submissions={[]} />

  it('never looks verified', () => {
    expect(text(page)).toContain('Published, not verified here')
    expect(text(page)).toContain('Class not measured')
    expect(html(page)).not.toContain('<svg role="img"')
  })

  it('says what is missing and leads to a form filled in for it', () => {
    expect(text(page)).toContain('None of the sources names a commit.')
    const link = /href="(\/submit\?[^"]+)"/.exec(html(page))?.[1]?.replaceAll('&amp;', '&')
    const query = new URL(link ?? '', origin).searchParams
    expect(query.get('repo')).toBe('allenai/OLMo-1B-0724-hf')
    expect(query.get('coordinates')).toBe('layers[1].mlp.down_proj.weight[1764, 8041]')
  })

  it('shows both sides of a dispute, with a link to the other coordinate', () => {
    expect(text(page)).toContain('Disputed: sources give different coordinates')
    expect(html(page)).toContain('href="/weights/SW-000010"')
    expect(html(page)).toContain('href="https://github.com/mengxiayu/LLMSuperWeight/issues/6"')
    expect(text(page)).toContain('gives another coordinate in its place')
  })
})

it('makes no link of a source that is no web address', () => {
  const claim = published.claims[0]
  if (!claim) throw new Error('The fixture has a claim.')
  const hostile = {
    ...published,
    disputed: false,
    claims: [
      {
        ...claim,
        sources: [
          { key: 'x', citation: 'Click me', url: 'javascript:alert(1)', where: null, stance: 'states' as const },
        ],
      },
    ],
  }
  const page = html(<WeightPage weight={hostile} report={null} origin={origin} history={[]} submissions={[]} />)
  expect(page).toContain('Click me')
  expect(page).not.toContain('javascript:')
})
