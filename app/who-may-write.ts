import type { AccountAuth } from '@/lib/accounts/auth'

// Who may perform each change: the API route and the form action declare it, and the page that offers it checks it for its reader.

/** Who may send a claim. */
export const MAY_SUBMIT: AccountAuth = { scope: 'submit' }

/** Who may have the models made from one read again. */
export const MAY_READ_AGAIN: AccountAuth = { scope: 'submit' }

/** Who may cancel a submission; in addition, only the account that sent it. */
export const MAY_CANCEL: AccountAuth = { scope: 'submit' }

/** Who may give a submission priority, queue it again or stop it. */
export const MAY_MAINTAIN: AccountAuth = { role: 'maintainer' }

/** Who may challenge a record, and add to or take back their own challenge. */
export const MAY_CHALLENGE: AccountAuth = { scope: 'submit' }

/** Who may decide a challenge: uphold or withdraw the record, or have it verified again. */
export const MAY_DECIDE: AccountAuth = { role: 'maintainer' }

/** Who may mark a submission as reviewed. */
export const MAY_REVIEW: AccountAuth = { scope: 'review' }

/** Who may change an account: keys, browsers that are signed in, its end. A program with a key may not: a lost key must not lose the account. */
export const MAY_CHANGE_ACCOUNT: AccountAuth = 'in-person'

/** Who may keep webhooks: whoever may submit may be told what becomes of it. */
export const MAY_KEEP_WEBHOOKS: AccountAuth = { scope: 'submit' }

/** Who may register keys to sign with, and send what was signed. */
export const MAY_SIGN: AccountAuth = { scope: 'report' }

/** Who may make somebody a reviewer or a maintainer. */
export const MAY_SET_ROLES: AccountAuth = { role: 'maintainer' }

/** Who may take runs and report on them, as a worker over HTTP: what it reports counts as the registry's own run. */
export const MAY_WORK: AccountAuth = { scope: 'work' }
