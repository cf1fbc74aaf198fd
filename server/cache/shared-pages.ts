import { NO_TAGS, type Tags } from '@/lib/http/tags'
import { recordTags } from '@/lib/records/tags'

interface SharedPages {
  readonly path: RegExp
  readonly tags: (name: string) => Tags
}

/** The pages that are the same for everyone, and their dependencies. Unlisted pages are rendered for each reader. */
const SHARED: readonly SharedPages[] = [
  { path: /^\/(?:docs|errors)(?:\/[^/]+)?$/, tags: () => NO_TAGS },
  { path: /^\/(?:weights|sets|models|families|sources|compare|submissions|challenges)?$/, tags: () => 'anything' },
  { path: /^\/(?:weights|sets|models)\/.+\/card\.png$/, tags: () => NO_TAGS },
  { path: /^\/robots\.txt$/, tags: () => NO_TAGS },
  { path: /^\/(?:sitemap\.xml|sitemaps\/[^/]+)$/, tags: () => 'anything' },
  { path: /^\/sources\/[^/]+$/, tags: () => 'anything' },
  { path: /^\/weights\/([^/]+)$/, tags: (id) => [...recordTags('weight', id), 'submissions', 'report'] },
  { path: /^\/sets\/([^/]+)$/, tags: (id) => [...recordTags('set', id), 'submissions', 'report'] },
  {
    path: /^\/models\/([^/]+\/[^/]+(?:\/versions\/[^/]+)?)$/,
    tags: (name) => [...recordTags('model', name), 'submissions', 'report'],
  },
  { path: /^\/reports\/([^/]+)$/, tags: () => ['report'] },
]

/**
 * The dependencies of a shared page; null for a page rendered for each reader.
 * @param sent the encoded path, which can be decoded
 */
export function tagsOfPage(sent: string): Tags | null {
  const path = decodeURIComponent(sent)
  for (const { path: pattern, tags } of SHARED) {
    const found = pattern.exec(path)
    if (found) return tags(found[1] ?? '')
  }
  return null
}
