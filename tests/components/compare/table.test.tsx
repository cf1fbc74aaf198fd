import { CompareTable } from '@/components/compare/table'
import type { Compared } from '@/lib/comparison/read'
import { text } from '../html'

const item = (id: string, value: string | null) =>
  ({ record: { id, url: `/weights/${id}` }, value }) as unknown as Compared & { value: string | null }

test('what differs is marked, and what nobody knows is named once below', () => {
  const rows = [
    { name: 'Value', text: ({ value }: { value: string | null }) => value },
    { name: 'R of the worst control', text: () => null },
  ]
  const words = text(
    <CompareTable
      items={[item('SW-000001', '2.5'), item('SW-000002', null), item('SW-000003', '3')]}
      rows={rows}
      without={() => '/compare'}
    />,
  )
  expect(words).toContain('Value ≠ , differs 2.5 none known 3')
  expect(words).toContain('Not known of any of them: R of the worst control.')
})
