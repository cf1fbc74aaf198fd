import type { SubmissionRecord } from '@/lib/submissions/schema'
import type { Fields } from './fields'

/** The form as it was filled in for a submission. */
export function fieldsOf(submission: SubmissionRecord): Fields {
  const { repo, coordinates, revision, claimed_value: value, source, note } = submission
  return {
    repo,
    coordinates: coordinates.join('\n'),
    revision: revision ?? '',
    value: value === null ? '' : String(value),
    source: source ?? '',
    note: note ?? '',
  }
}
