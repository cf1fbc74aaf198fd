import type { AccountAuth } from '@/lib/accounts/auth'

// The one line for each thing that changes the registry: its API route and its form's action declare it, and the page that offers it asks whether its reader may.

/** Who may send a claim. */
export const MAY_SUBMIT: AccountAuth = { scope: 'submit' }

/** Who may stop a claim; only the account that sent it, besides. */
export const MAY_CANCEL: AccountAuth = { scope: 'submit' }
