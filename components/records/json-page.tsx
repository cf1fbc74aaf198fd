import { PageHead } from '@/components/site/page'
import { CodeBlock } from '@/components/text/code-block'
import { OldVersion } from './old-version'

/** A version that an older release wrote in another form than pages know today: its JSON, as it stands. */
export function JsonRecordPage({
  url,
  name,
  versionName,
  version,
  latest,
  body,
}: {
  url: string
  versionName: string
  name: string
  version: number
  latest: number
  body: unknown
}) {
  return (
    <article>
      <PageHead kicker={`${name}, version ${version}`} title={versionName} />
      <div className="mt-6">
        <OldVersion url={url} name={name} version={version} latest={latest} />
      </div>
      <p className="mt-8 mb-4 max-w-prose">
        It was written in a form that this page does not show any more. This is the record itself.
      </p>
      <CodeBlock code={JSON.stringify(body, null, 2)} what="record" />
    </article>
  )
}
