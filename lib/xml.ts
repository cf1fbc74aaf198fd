/** What XML 1.0 cannot hold, in any spelling (section 2.2). */
const NO_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** The first line of a file in XML. */
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** Text as the content of an element or an attribute; what XML cannot hold is replaced. */
export const escapeXml = (text: string): string =>
  text
    .replace(NO_CHARACTER, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
