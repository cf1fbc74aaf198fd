import { PublishedEffects } from '@/components/literature/effects'
import { ModelPage } from '@/components/models/page'
import { SetPage } from '@/components/sets/page'
import { WeightTable } from '@/components/weights/table'
import { WeightPage } from '@/components/weights/page'
import { db } from '@/lib/db'
import { reportedFor } from '@/lib/literature/reported'
import { getModel } from '@/lib/records/get'
import { getSet } from '@/lib/records/get'
import { recordAt, usePublished } from '../../helpers/published'
import { html, text } from '../html'

usePublished()

async function weightPage(...at: Parameters<typeof recordAt>) {
  return <WeightPage weight={await recordAt(...at)} report={null} origin="" history={[]} submissions={[]} />
}

async function modelPage(repo: string) {
  const model = await getModel(repo)
  if (!model) throw new Error(`no model ${repo}`)
  return <ModelPage model={model} published={reportedFor(repo)} sources={[]} history={[]} />
}

async function setPage(repo: string) {
  const { id } = await db.set.findFirstOrThrow({ where: { model: { repo } } })
  const set = (await getSet(`SS-${id}`))?.record
  if (!set) throw new Error(`no set ${id}`)
  return <SetPage set={set} report={null} origin="" history={[]} submissions={[]} />
}

describe('a record', () => {
  test('tells published effects as published, each with its conditions and source, and says that nothing was measured here', async () => {
    const page = await weightPage('huggyllama/llama-7b', 2, 3968, 7003)
    expect(text(page)).toContain('Published effects, not measured here')
    expect(text(page)).toContain('Removed alone : perplexity on WikiText-2 5.67 intact, 1211.11 without (×214) .')
    expect(text(page)).toContain(
      'Removed alone : accuracy on mean of 7 zero-shot tasks 70.11 % intact, 35.14 % without .',
    )
    expect(text(page)).toContain(
      'Published by Yu, Wang, Shan, Reed, Wan. The Super Weight in Large Language Models. 2024 , Table 1.',
    )
    expect(text(page)).toContain('Published, not verified here')
    // Never in columns: their corpora and windows differ.
    expect(html(page).split('id="published-effects"')[1]?.split('</section>')[0]).not.toContain('<table')
  })

  test('says which others were removed with it', async () => {
    const late = await recordAt('mistralai/Mistral-7B-v0.1', 31, 53, 2187)
    const page = await weightPage('mistralai/Mistral-7B-v0.1', 1, 2070, 7310)
    expect(text(page)).toContain(
      'Removed together with layer 31 [53, 2187] : perplexity on WikiText-2 9.51281452178955 intact, 4830.10791015625 without (×508)',
    )
    expect(html(page)).toContain(`href="/weights/${late.id}"`)
    expect(text(page)).toContain('about 5.25 intact (about ×1,430 without)')
  })

  test('that is published as negative says so first, and where a source says it', async () => {
    const page = text(await weightPage('openai-community/gpt2', 2, 666, 447))
    expect(page).toContain('Published as negative, not verified here')
    expect(page).toContain('published as a negative result, not a super weight')
    expect(page).toContain('reports that removing it does little or no damage')
    expect(page).toContain('from input neuron 666 to output channel 447')
    expect(page).toContain('25.987 intact, 25.985 without (×1.00)')
    expect(page).not.toContain('Published, not verified here')
  })

  test('names what only corroborates it, and with what', async () => {
    const page = text(await weightPage('microsoft/Phi-3-mini-4k-instruct', 2, 525, 808))
    expect(page).toContain('names input neuron 808 of layer 2 alone, which corroborates and is not a coordinate')
    expect(page).toContain('names its channel, neuron or expert ; Table 7')
  })

  test('in a list is marked as negative', async () => {
    const row = text(<WeightTable weights={[await recordAt('openai-community/gpt2', 2, 666, 447)]} caption="" />)
    expect(row).toContain('published as negative (1 source), not verified here')
  })
})

describe('figures of a source that is not named', () => {
  const UNNAMED = 'Approximate figures, source unnamed'
  const weights = [
    ['allenai/OLMo-1B-0724-hf', 1, 1764, 1710, 'about ×3,700 without'],
    ['allenai/OLMo-1B-0724-hf', 1, 1764, 8041, 'about ×1 without'],
    ['mistralai/Mistral-7B-v0.1', 1, 2070, 7310, 'about ×1,430 without'],
  ] as const

  test.each(weights)('on the record of %s layer %i [%i, %i]', async (repo, layer, row, col, figure) => {
    const page = text(await weightPage(repo, layer, row, col))
    const section = page.slice(page.indexOf(UNNAMED), page.indexOf('Claims and sources'))
    expect(section).toContain('No publication gives these figures')
    expect(section).toContain(figure)
    expect(section).not.toContain('Published')
    expect(page.replace(section, '')).not.toContain(figure)
  })

  test.each(['allenai/OLMo-1B-0724-hf', 'mistralai/Mistral-7B-v0.1'])('on the page of %s', async (repo) => {
    const page = text(await modelPage(repo))
    const figures = weights.filter(([of]) => of === repo).map(([, , , , figure]) => figure)
    const section = page.slice(page.indexOf(UNNAMED), page.indexOf('Checkpoints read'))
    for (const figure of figures) {
      expect(section).toContain(figure)
      expect(page.replace(section, '')).not.toContain(figure)
    }
  })

  test('stand under no heading of published effects where there are no others', async () => {
    expect(text(await weightPage('allenai/OLMo-1B-0724-hf', 1, 1764, 1710))).not.toContain('Published effects')
  })
})

describe('a set of the literature', () => {
  test('shows its source and note, why it has no commit, and how to have it verified', async () => {
    const page = await setPage('microsoft/Phi-3-mini-4k-instruct')
    expect(text(page)).toContain('6 weights, claimed together')
    expect(text(page)).toContain('Published, not verified here')
    expect(text(page)).toContain('lists these coordinates together ; Table 2')
    expect(text(page)).toContain("Listed together as the model's super weights")
    expect(text(page)).toContain('No source names a commit. A submission of the same members will pin it.')
    const link = /href="(\/submit\?[^"]+)"/.exec(html(page))?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(new URL(link, 'http://x').searchParams.get('coordinates')?.split('\n')).toHaveLength(6)
  })

  test('tells what was published of all its members together', async () => {
    expect(text(await setPage('huggyllama/llama-13b'))).toContain(
      'Both removed together : accuracy on mean of 7 zero-shot tasks 72.394 % intact, 29.573 % without',
    )
  })
})

describe('a model', () => {
  test('that has only super experts shows them with their source, and no coordinate', async () => {
    const page = text(await modelPage('deepseek-ai/DeepSeek-R1'))
    expect(page).toContain('0 coordinates on record')
    expect(page).toContain('What is published about this model names no scalar')
    expect(page).toContain('expert 24 of layer 8')
    expect(page).toContain('the shared expert of layer 14')
    expect(page).toContain(
      'Unveiling Super Experts in Mixture-of-Experts Large Language Models. ICLR 2026 ; Tables 2, 7, 10',
    )
  })

  test('shows its negatives as such, its sets and all published effects', async () => {
    const page = text(await modelPage('allenai/OLMo-1B-0724-hf'))
    expect(page).toContain('5 coordinates on record, 1 of them published as negative, none verified here yet')
    expect(page).toContain('published as negative, not verified here')
    expect(page).toMatch(
      /SS-000004 , 2 weights together SW-000010 1 \S+\[1764, 1710\].* SW-000012 2 \S+\[1764, 8041\].* In no set/,
    )
    expect(page).toContain(
      'Layer 15 [1764, 6840] removed alone : perplexity on an unknown corpus 13.66 intact, 14.02 without (×1.03)',
    )
  })

  test('shows the effect of whole experts', async () => {
    expect(text(await modelPage('deepseek-ai/DeepSeek-V2-Lite'))).toContain(
      'Pruned expert 54 of layer 3 and expert 38 of layer 4',
    )
  })

  test('tells Table 1 of the paper once, with its accuracies', async () => {
    const page = text(await modelPage('huggyllama/llama-7b'))
    for (const figure of ['1211.11', '763.65', '35.14', '70.11', '69.22', '50.09'])
      expect([figure, page.split(figure).length - 1]).toEqual([figure, 1])
    expect(page).not.toContain('Published effects')
    expect(page).toContain('Super weight removed 1211.11 763.65 35.14 %')
  })

  test('without Table 1 has no column of accuracies', async () => {
    const page = text(await modelPage('huggyllama/llama-13b'))
    expect(page).toContain('Model WikiText-2 C4 fp16 model 5.09 6.61')
    expect(page).toContain('72.394 % intact, 29.573 % without')
  })

  test('of which nothing else is published has no empty section', async () => {
    expect(html(await modelPage('google/gemma-7b'))).not.toMatch(/id="(published-effects|units|sets)"/)
    expect(html(<PublishedEffects effects={[]} />)).toBe('')
  })
})
