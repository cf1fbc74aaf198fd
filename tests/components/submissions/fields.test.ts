import { bodyOf, errorsByField, NO_FIELDS, replaceLine } from '@/components/submissions/fields'
import { SubmissionInput } from '@/lib/submissions/schema'

const fields = { ...NO_FIELDS, repo: ' demo/tiny-single ', coordinates: '1:23:88\n\n 2:3:4 \r\n' }

it('sends one coordinate a line, without empty lines and empty fields', () => {
  expect(bodyOf(fields).body).toEqual({ repo: 'demo/tiny-single', coordinates: ['1:23:88', '2:3:4'] })
})

it('sends a body that the API takes', () => {
  const full = { ...fields, revision: 'main', value: '−1,5', source: 'https://example.org', note: 'two\nlines' }
  expect(SubmissionInput.parse(bodyOf(full).body)).toMatchObject({ value: -1.5, note: 'two\nlines' })
})

it.each([
  ['repo', { ...fields, repo: '  ' }],
  ['coordinates', { ...fields, coordinates: '\n' }],
  ['value', { ...fields, value: 'about two' }],
])('asks for a missing or wrong %s before it bothers the API', (name, wrong) => {
  const { body, problem } = bodyOf(wrong)
  expect(body).toBeNull()
  expect(Object.keys(errorsByField(problem))).toEqual([name])
})

it('puts the API’s refusals beside the field they are about, with the line of a coordinate', () => {
  const problem = {
    code: 'invalid-input',
    title: '',
    detail: '',
    errors: [
      { path: 'coordinates.1', message: 'Too long' },
      { path: 'note', message: 'Too long too' },
    ],
  }
  expect(errorsByField(problem)).toEqual({ coordinates: 'Line 2: Too long', note: 'Too long too' })
})

it('leads to the fields in the form’s order, and says the first thing about each', () => {
  const errors = ['repo', 'coordinates.2', 'coordinates.0', 'value'].map((path) => ({ path, message: `About ${path}` }))
  expect(Object.entries(errorsByField({ code: 'invalid-input', title: '', detail: '', errors }))).toEqual([
    ['repo', 'About repo'],
    ['coordinates', 'Line 3: About coordinates.2'],
    ['value', 'About value'],
  ])
})

it.each([
  ['malformed-coordinate', 'coordinates'],
  ['no-such-coordinate', 'coordinates'],
  ['duplicate-coordinate', 'coordinates'],
  ['value-of-a-set', 'value'],
  ['malformed-repo', 'repo'],
  ['unreadable-checkpoint', 'repo'],
  ['malformed-revision', 'revision'],
])('knows that %s is about the field %s', (code, field) => {
  expect(errorsByField({ code, title: '', detail: 'Why.' })).toEqual({ [field]: 'Why.' })
})

it('blames no field for what no field can help', () => {
  expect(errorsByField({ code: 'database-unavailable', title: '', detail: 'Down.' })).toEqual({})
})

it('writes one line otherwise, whatever the others hold', () => {
  expect(replaceLine('12:3:4\n 2:3:4 \n', '2:3:4', '5:6:7')).toBe('12:3:4\n5:6:7\n')
  expect(replaceLine('1:2:3', '4:5:6', '7:8:9')).toBe('1:2:3')
})
