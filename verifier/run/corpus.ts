import { DEMO_OWNER } from '@/lib/hub/http/endpoint'

/** The text for perplexity: the demo models were trained on one of their own, all others are compared on WikiText-2. */
export function corpusOf(repo: string): string {
  return repo.startsWith(`${DEMO_OWNER}/`) ? 'demo-text' : 'wikitext-2-raw-v1'
}
