import { RecordDataset, RegistryDataset } from '@/components/records/dataset'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { html, text } from '../html'

/** The data in a page for search engines. */
const dataIn = (page: string) =>
  [...page.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)].map(
    ([, json = '']) => JSON.parse(json) as Record<string, unknown>,
  )

test('a breadcrumb says where a page is, to readers and to search engines', () => {
  const trail = <Breadcrumbs above={[['Weights', '/weights']]} here="SW-000007" />
  expect(text(trail)).toMatch(/Home \/ Weights \/ SW-000007/)
  expect(html(trail)).toContain('aria-current="page"')
  expect(dataIn(html(trail))).toEqual([
    {
      '@context': 'https://schema.org',
      '@type': 'BreadcrumbList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, name: 'Home', item: '/' },
        { '@type': 'ListItem', position: 2, name: 'Weights', item: '/weights' },
        { '@type': 'ListItem', position: 3, name: 'SW-000007' },
      ],
    },
  ])
})

test('its addresses are absolute where the site knows its own', () => {
  process.env.PUBLIC_URL = 'https://weights.example'
  try {
    expect(html(<Breadcrumbs here="Models" />)).toContain('"item":"https://weights.example/"')
  } finally {
    delete process.env.PUBLIC_URL
  }
})

test('what people wrote cannot end the script it stands in', () => {
  const page = html(<Breadcrumbs here="</script><script>alert(1)</script>" />)
  expect(page).not.toContain('<script>alert')
  expect(JSON.stringify(dataIn(page))).toContain('</script><script>alert(1)</script>')
})

test('a version of a record is a data set of its own: licensed, versioned, based on its model and the works that claim it', () => {
  const claim = {
    origin: 'literature' as const,
    unit: 'scalar' as const,
    polarity: 'claims' as const,
    place: null,
    commit: null,
    value: null,
    value_source: null,
    note: null,
    sources: [
      { key: 'yu2024', citation: 'Yu et al. 2024', url: 'https://x.example', where: null, stance: 'states' as const },
    ],
    submission: null,
    stated_at: '2024-11-11T00:00:00Z',
    withdrawn_at: null,
    missing: {},
  }
  const times = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-02-01T00:00:00Z' }
  const [data] = dataIn(
    html(
      <RecordDataset
        origin="https://weights.example"
        name="SW-000001"
        versionName="SW-000001.2"
        versionUrl="/weights/SW-000001.2"
        description="A weight."
        record={{ version: 2, repo: 'huggyllama/llama-7b', claims: [claim, claim], ...times }}
      />,
    ),
  )
  expect(data).toMatchObject({
    '@type': 'Dataset',
    url: 'https://weights.example/weights/SW-000001.2',
    identifier: 'SW-000001.2',
    version: '2',
    license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    isBasedOn: 'https://huggingface.co/huggyllama/llama-7b',
    citation: [{ name: 'Yu et al. 2024', url: 'https://x.example' }],
    isPartOf: { '@type': 'Dataset', url: 'https://weights.example/' },
  })
})

test('so is the registry as a whole, with the lists that programs read', () => {
  const [data] = dataIn(html(<RegistryDataset origin="https://weights.example" />))
  expect(data).toMatchObject({ '@type': 'Dataset', license: expect.stringContaining('zero/1.0') as string })
  expect(JSON.stringify(data?.['distribution'])).toContain('https://weights.example/api/v1/weights')
})
