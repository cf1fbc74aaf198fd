import { PageHead } from '@/components/site/page'
import { CodeBlock } from '@/components/text/code-block'
import { OldVersion } from './old-version'

/** A version written by an older release in a schema that pages cannot render: its JSON, unchanged. */
export function JsonRecordPage({
  url,
  name,
  versionName,
  version,
  latest,
  withdrawn,
  body,
}: {
  url: string
  versionName: string
  name: string
  version: number
  latest: number
  withdrawn: boolean
  body: unknown
}) {
  return (
    <article>
      <PageHead kicker={`${name}, version ${version}`} title={versionName} />
      <div className="mt-6">
        <OldVersion url={url} name={name} version={version} latest={latest} withdrawn={withdrawn} />
      </div>
      <p className="mt-8 mb-4 max-w-prose">
        This page can no longer display the schema of this version. This is the record itself.
      </p>
      <CodeBlock code={JSON.stringify(body, null, 2)} what="record" language="json" />
    </article>
  )
}
