/*
 * What the keys do. A page says what they act on: every table row with a link and every `data-row` is a row; `data-copy` holds what the page is about,
 * on `<main>` (`Page`) or, more exactly, inside it; without it, its address is meant.
 */

/** Whether a key is meant for the page, not for a field, a dialog or the browser. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
  const at = event.target instanceof HTMLElement ? event.target : document.body
  return !at.isContentEditable && at.closest('input, textarea, select, dialog') === null
}

/** Moves the focus into the search field that is shown, or opens the page of the search where none is. */
export function focusSearch(): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[aria-keyshortcuts="/"]')]
  const field = fields.find((one) => one.checkVisibility())
  if (field) field.select()
  else document.querySelector<HTMLAnchorElement>('a[href="/search"]')?.click()
}

/** Moves the focus to the link of the next row, or of the previous one; the first one if it was in none. */
export function stepRow(by: 1 | -1): void {
  const links = [...document.querySelectorAll('main :is(tbody tr, [data-row])')].flatMap((row) => {
    const link = row.querySelector<HTMLElement>('a[href], summary')
    return link?.checkVisibility() ? [{ row, link }] : []
  })
  const now = links.findIndex(({ row }) => row.contains(document.activeElement))
  links[now < 0 ? 0 : now + by]?.link.focus()
}

/** Copies what the page is about. Returns what to say of it. */
export async function copySubject(): Promise<string> {
  const about =
    document.querySelector<HTMLElement>('main [data-copy]') ?? document.querySelector<HTMLElement>('main[data-copy]')
  const text = about?.dataset['copy'] ?? window.location.href
  try {
    await navigator.clipboard.writeText(text)
    return `Copied: ${text}`
  } catch {
    // Browsers refuse it on plain HTTP other than localhost.
    return 'The browser does not allow copying here.'
  }
}
