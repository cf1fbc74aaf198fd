/** Data for search engines (https://schema.org). A browser runs no script of this type, so the content security policy does not concern it; `<` is escaped, since `</script>` would end it. */
export function JsonLd({ data }: { data: Readonly<Record<string, unknown>> }) {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
