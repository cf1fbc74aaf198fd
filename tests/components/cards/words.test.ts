import { altOf } from '@/components/cards/record-card'
import { damageWords, evidenceWords, headlineDamage } from '@/components/cards/words'
import { drawable } from '@/components/cards/typefaces'
import { published, verified } from '../fixtures/weights'

const ratio = (value: number | null, infinite = false) => ({ ratio: value, lower: null, upper: null, infinite })

test('a card says class and level in words, and of what is only published that it is not verified here', () => {
  expect(evidenceWords(verified)).toEqual(['Class A, super weight', 'Evidence level 2, reproduced'])
  expect(evidenceWords(published)).toEqual(['Evidence level 0, claimed', 'not verified here'])
})

test('it shows a damage only of what was accepted', () => {
  expect(headlineDamage(verified)).toEqual(verified.reports[0]?.damage)
  expect(headlineDamage(published)).toBeNull()
  const refused = verified.reports.map((report) => ({ ...report, accepted: false }))
  expect(headlineDamage({ ...verified, reports: refused })).toBeNull()
})

test.each([
  [ratio(62.3), 'perplexity ×62.3'],
  [ratio(123456), 'perplexity ×123,456'],
  [ratio(2.5e12), 'perplexity ×2.50e+12'],
  [ratio(null, true), 'perplexity beyond any number'],
  [ratio(null), 'perplexity is not a number'],
])('%j reads %s', (damage, words) => expect(damageWords(damage)).toBe(words))

test('its text for those who do not see it names the coordinate, the model and the evidence', () => {
  expect(altOf.weight(verified)).toMatch(
    /^layers\[1\]\.mlp\.down_proj\.weight\[23, 88\] of demo\/tiny-single\. Class A, super weight, Evidence level 2, reproduced; without it perplexity ×/,
  )
})

test('characters that its typefaces do not have are not asked for elsewhere', () => {
  expect(drawable('Größe ×2 − “x” · 重み 😀 ∞')).toBe('Größe ×2 − “x” · ?? ? ?')
})
