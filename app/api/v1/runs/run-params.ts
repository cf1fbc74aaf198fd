import { z } from 'zod'
import { notFound } from '@/app/api/v1/or-404'
import { parseId } from '@/lib/ids'
import type { NamedRun } from '@/lib/runs/lease'

/** The run in a path. */
export const RunParams = z.object({ id: z.string().meta({ example: 'SUB-000123.2' }) })

/** @throws AppError 404 `not-found` where it names no run */
export function runOr404(text: string): NamedRun {
  const [, id = '', attempt = ''] = /^([^.]+)\.(\d{1,9})$/.exec(text) ?? []
  const submission = parseId('submission', id)
  if (submission !== null) return { submission, attempt: Number(attempt) }
  throw notFound(`${JSON.stringify(text.slice(0, 60))} is not a run; expected one like SUB-000123.2.`)
}
