import { CodeBlock } from '@/components/text/code-block'
import { Fact, Facts } from '@/components/text/facts'
import { Link } from '@/components/site/link'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import type { SignatureRecord } from '@/lib/reports/schema'
import { Signer } from './signer'

/** Who ran a report and signed it, with everything that is needed to check the signature. */
export function SignatureOf({ sha256, signature: signed }: { sha256: string; signature: SignatureRecord }) {
  const { account, key, record, statement, signature, filed_at: filedAt, withdrawn } = signed
  return (
    <Section
      id="signature"
      title="Signed"
      intro={
        <>
          This is not a run of this registry: somebody else ran it and vouches for it.{' '}
          <Link href="/docs/verify-yourself#reproduce-a-record" className="link">
            What that says, and what not
          </Link>
          .
        </>
      }
    >
      {withdrawn && (
        <p className="mb-4 text-accent">
          A maintainer took it back <Time at={withdrawn.at} />, and it counts for nothing: {withdrawn.reason}
        </p>
      )}
      <Facts>
        <Fact name="By">
          <Signer account={account} />
        </Fact>
        <Fact name="When">
          <Time at={filedAt} exact />
        </Fact>
        <Fact name="About">
          <Link href={`/${record.startsWith('SS') ? 'sets' : 'weights'}/${record}`} className="link">
            {record}
          </Link>
        </Fact>
        <Fact name="Key">
          <code className="font-mono text-[0.8125rem] wrap-anywhere">{key.fingerprint}</code>
          {key.revoked_at !== null && (
            <span className="block text-note text-muted">
              revoked <Time at={key.revoked_at} />, after this was filed
            </span>
          )}
        </Fact>
        <Fact name="Public half">
          <code className="font-mono text-[0.8125rem] wrap-anywhere">{key.public_key}</code>
        </Fact>
        <Fact name="Signature">
          <code className="font-mono text-[0.8125rem] wrap-anywhere">{signature}</code>
        </Fact>
      </Facts>
      <div className="mt-4">
        <CodeBlock code={statement} what="what was signed" language="json" />
      </div>
      {!withdrawn && (
        <p className="mt-4 text-note text-muted print:hidden">
          For maintainers:{' '}
          <Link href={`/reports/${sha256}/take-back`} className="link">
            take it back
          </Link>
          .
        </p>
      )}
    </Section>
  )
}
