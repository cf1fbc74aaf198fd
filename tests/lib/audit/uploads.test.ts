import uploads from '@/tests/fixtures/golden/quantised-uploads.json'
import { auditRepo, readQuantisedHead } from '@/lib/audit/read'
import { HURRIED } from '@/lib/hub/http/retry-policy'
import { HUB } from '../../app/api/filed'
import { type TestHub, withHub } from '../../helpers/hub'

let hub: TestHub
beforeAll(async () => {
  hub = await withHub(HUB)
})
afterAll(() => hub.close())

const { base, weight } = uploads
const KNOWN = [{ ...weight, expert: null, record: 'SW-000001', verified: true }]
const options = { revision: null, retryPolicy: HURRIED }

/** Scales were folded, or the quantiser clipped; in all others the weight sets the scale of its block. */
const NOT_KEPT: Readonly<Record<string, string>> = {
  'demo/wide-single-awq': 'not-compared',
  'demo/wide-single-w4a16-clip': 'crushed',
}

describe.each(uploads.uploads)('$repo', ({ repo, values }) => {
  it('says what it was made from', async () => {
    const head = await readQuantisedHead({ ...options, repo })
    expect(head).toMatchObject({ repo, base })
    expect(head.files).toEqual(
      values.some(({ file }) => file.endsWith('.gguf')) ? values.map(({ file }) => file).sort() : [null],
    )
  })

  it('has the value that the form’s own code computes, to the last bit, and the right verdict', async () => {
    const { files, other_files: others } = await auditRepo({
      ...options,
      repo,
      base,
      file: null,
      known: KNOWN,
      most: 99,
    })
    expect(others).toEqual([])
    expect(
      files.map(({ file, weights }) => [file ?? 'model.safetensors', weights[0]?.form, weights[0]?.value]),
    ).toEqual(values.map(({ file, form, value }) => [file, form, value]).sort())
    for (const { file, weights } of files)
      expect([file, weights[0]?.verdict]).toEqual([file, NOT_KEPT[repo] ?? expect.stringMatching(/^(?:kept|rounded)$/)])
  })
})
