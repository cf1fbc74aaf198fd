/** What stands in for the answer that a click or a sent form leads to: `data-answer` of this page for a question put again, else the whole page. Null if it leads nowhere. */
export function leadsAway(event: Event): Element | null {
  if (event.type === 'submit') {
    const form = event.target
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'get') return null
    return answerAt(form.action)
  }
  const link = event.target instanceof Element ? event.target.closest('a') : null
  return link && opensHere(link, event as MouseEvent) ? answerAt(link.href) : null
}

/** Next prevents the default of the links that it follows itself: so that says nothing. */
function opensHere(link: HTMLAnchorElement, { button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return false
  if (link.target !== '' || link.hasAttribute('download') || link.origin !== window.location.origin) return false
  const elsewhere = link.pathname !== window.location.pathname || link.search !== window.location.search
  return elsewhere && !link.pathname.startsWith('/api/')
}

function answerAt(address: string): Element | null {
  const main = document.getElementById('main')
  if (new URL(address).pathname !== window.location.pathname) return main
  return main?.querySelector('[data-answer]') ?? main
}

/** Marks it as being fetched: app/globals.css draws a skeleton over it. Returns what takes the mark away. */
export function markAnswer(answer: Element, giveUp: () => void, afterMs: number): () => void {
  answer.setAttribute('data-waiting', '')
  answer.setAttribute('aria-busy', 'true')
  const timer = setTimeout(giveUp, afterMs)
  return () => {
    clearTimeout(timer)
    answer.removeAttribute('data-waiting')
    answer.removeAttribute('aria-busy')
  }
}
