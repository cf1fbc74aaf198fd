import { HomePage } from '@/components/home/page'
import { published, verified } from '../fixtures/weights'
import { html, text } from '../html'

const home = (numbers: { weights: number; verified: number; models: number; demo: number }, best = [published]) => (
  <HomePage numbers={numbers} best={best} submissions={[]} origin="" />
)

it('says that nothing was reproduced while only demonstration models were, and counts those apart', () => {
  const page = text(home({ weights: 45, verified: 0, models: 19, demo: 6 }))
  expect(page).toContain(
    '45 coordinates on record 0 reproduced by this registry 19 models Not counted: 6 coordinates of demonstration models .',
  )
  expect(page).toContain('this registry has reproduced none of them yet')
  expect(page).toContain('published (1 source), not verified here; disputed')
})

it('says nothing of the kind once one was', () => {
  const page = text(home({ weights: 45, verified: 1, models: 19, demo: 0 }, [{ ...verified, repo: 'org/name' }]))
  expect(page).not.toContain('reproduced none')
  expect(page).not.toContain('demonstration models .')
})

it('marks demonstration models in every list', () => {
  expect(html(home({ weights: 0, verified: 0, models: 0, demo: 1 }, [verified]))).toContain(
    'not included in the registry’s counts',
  )
})
