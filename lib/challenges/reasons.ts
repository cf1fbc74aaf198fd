/** Why a record may be challenged, as people read it. The order is that of the form. */
export const CHALLENGE_REASONS = {
  'wrong-coordinate': {
    title: 'Another coordinate is meant',
    about: 'Row and column exchanged, another layer, tensor or expert than its sources mean.',
  },
  'wrong-value': {
    title: 'The stored value is wrong',
    about: 'The checkpoint holds another value at this coordinate and commit.',
  },
  'not-reproduced': {
    title: 'I cannot reproduce it',
    about: 'A run of its report, or of another program, gives other numbers. Say which program, machine and numbers.',
  },
  'other-cause': {
    title: 'The damage has another cause',
    about: 'The checks pass, but something else explains the damage: the text, the prompts, the number format.',
  },
  'wrong-source': {
    title: 'A source does not say this',
    about: 'A publication is named for what it does not state.',
  },
  duplicate: {
    title: 'Another record is the same',
    about: 'The same scalar or set stands under another id. Name it.',
  },
  'wrong-checkpoint': {
    title: 'The checkpoint is not what it seems',
    about: 'The commit is gone, or the repo is an edited copy under the name of another model.',
  },
  'not-public': {
    title: 'It must not be public',
    about: 'It shows something private: a repo that is not public, or personal data in a note.',
  },
  other: { title: 'Something else', about: 'None of the above. Say what.' },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly about: string }>>

export type ChallengeReason = keyof typeof CHALLENGE_REASONS

export const REASON_CODES = Object.keys(CHALLENGE_REASONS) as readonly ChallengeReason[]
