import { exportAccount } from '@/lib/people/export'
import { AccountExport } from '@/lib/people/schema'
import { route } from '@/lib/http/route'

export const exportAccountRoute = route({
  name: 'exportAccount',
  method: 'GET',
  auth: 'in-person',
  path: '/api/v1/account/export',
  summary: 'Everything that the registry keeps of your account',
  response: {
    200: {
      description: 'The account, its identities, sessions, keys and submissions.',
      schema: AccountExport,
      headers: { 'content-disposition': 'Browsers store it as a file.' },
    },
  },
  cache: 'never',
  handler: async ({ account }) => ({
    body: await exportAccount(account.id),
    headers: { 'content-disposition': `attachment; filename="super-weights-${account.handle}.json"` },
  }),
})
