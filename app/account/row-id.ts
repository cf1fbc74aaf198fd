import { MAX_ID } from '@/lib/ids'

/** The row that a form names. Keys of rows are whole numbers; anything else is no row's. */
export const idOf = (form: FormData): number => {
  const id = Number(form.get('id'))
  return Number.isSafeInteger(id) && id > 0 && id <= MAX_ID ? id : 0
}
