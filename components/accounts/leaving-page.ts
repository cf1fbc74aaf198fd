/** Characters with a meaning in HTML. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A page that leaves at once for another site. Without styles or scripts: it is seen for a moment. */
export function leavingPage(url: string, name: string): string {
  const to = escaped(url)
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Signing in with ${escaped(name)}</title><meta http-equiv="refresh" content="0;url=${to}"></head>
<body><p><a href="${to}">Continue to ${escaped(name)}</a></p></body>
</html>
`
}
