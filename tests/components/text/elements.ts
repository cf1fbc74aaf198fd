import { parseFragment, type DefaultTreeAdapterMap } from 'parse5'

/** An element as a browser makes it of HTML. */
export interface Found {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

/** Every element of a piece of HTML, as the parser of the HTML standard finds them. Comments count as `#comment`. */
export function elementsIn(html: string): Found[] {
  const found: Found[] = []
  const waiting: DefaultTreeAdapterMap['node'][] = [parseFragment(html)]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.nodeName === '#comment') found.push({ name: node.nodeName, attributes: {} })
    if ('tagName' in node)
      found.push({
        name: node.tagName,
        attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
      })
    if ('childNodes' in node) waiting.push(...node.childNodes)
  }
  return found
}
