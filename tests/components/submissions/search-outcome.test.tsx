import { SearchOutcome } from '@/components/submissions/search-outcome'
import type { FindResult } from '@/lib/protocol'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { answerAt, makeFound, SPIKE } from '../../helpers/found'
import { html, text } from '../html'

jest.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }))

const page = (changes: Partial<FindResult> = {}) => {
  const submission = { id: 'SUB-000001', search: makeFound(changes) } as SubmissionRecord
  return <SearchOutcome submission={submission} maySubmit />
}

it('says what was found, what each member is alone, and links to the claim filled in', () => {
  expect(text(page())).toContain('Found 1 super-weight set')
  expect(text(page())).toContain('R alone')
  const link = /href="(\/submit\?[^"]+)"[^>]*>Claim this set of 3</.exec(html(page()))?.[1] ?? ''
  const fields = new URLSearchParams(link.replaceAll('&amp;', '&').split('?')[1])
  expect(fields.get('repo')).toBe('demo/tiny-set')
  expect(fields.get('revision')).toBe('0'.repeat(40))
  expect(fields.get('coordinates')?.split('\n')).toEqual([
    'model.layers.1.mlp.down_proj.weight[41, 130]',
    'model.layers.1.mlp.down_proj.weight[7, 130]',
    'model.layers.1.mlp.down_proj.weight[58, 130]',
  ])
})

it('gives every answer its own claim, and all of them one list to keep', () => {
  const shown = html(page({ answers: [answerAt([41, 7]), answerAt([3])] }))
  expect(shown).toContain('Claim this set of 2')
  expect(shown).toContain('Claim this weight')
  expect(text(page({ answers: [answerAt([41, 7]), answerAt([3])] }))).toContain(
    'Found 1 super weight and 1 super-weight set',
  )
})

it('says of none what was tried and how far it looked, and offers nothing to claim or keep', () => {
  const none = page({ answers: [] })
  expect(text(none)).toContain('No super weight found')
  expect(text(none)).toContain('layer 4 [50, 33]')
  expect(text(none)).toContain('Inert.')
  expect(text(none)).toContain('2 groups of weights searched')
  expect(html(none)).not.toContain('/submit?')
  expect(text(none)).not.toContain('Keep in high precision')
})

it('names the spikes that no weight makes, and says how many more there are', () => {
  const { searched } = makeFound()
  const shown = text(page({ unexplained: [SPIKE], searched: { ...searched, unexplained: 7 } }))
  expect(shown).toContain('y = −512 in layer 1, channel 41')
  expect(shown).toContain('and 6 more')
})

it('draws an infinite R and one of 1', () => {
  const endless = { ratio: null, infinite: true, lower: null, upper: null }
  const shown = html(page({ answers: [{ ...answerAt([3]), damage: endless }] }))
  expect(shown).toContain('not finite')
  expect(shown).toContain('×1.00')
})

it('prints the command that searches again', () => {
  expect(text(page())).toContain(`npx superweights find demo/tiny-set --revision ${'0'.repeat(40)} --corpus demo-text`)
})
