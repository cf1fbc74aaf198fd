import { Link } from '@/components/site/link'
import { FIELD, Labelled, QUIET_BUTTON } from '@/components/form/controls'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import type { WebhookRecord } from '@/lib/webhooks/schema'
import type { SecretState } from './form-state'
import { SecretForm } from './secret-form'
import { WebhookMessages } from './webhook-messages'

export interface WebhookActions {
  readonly makeWebhookForm: (state: SecretState, data: FormData) => Promise<SecretState>
  readonly rotateWebhookForm: (state: SecretState, data: FormData) => Promise<SecretState>
  readonly testWebhookForm: (data: FormData) => Promise<void>
  readonly deleteWebhookForm: (data: FormData) => Promise<void>
}

interface WebhooksProps {
  readonly webhooks: readonly WebhookRecord[]
  readonly actions: WebhookActions
}

/** Addresses that are told of every change of state of the account's submissions. */
export function Webhooks({ webhooks, actions }: WebhooksProps) {
  return (
    <Section
      id="webhooks"
      title="Webhooks"
      intro={
        <>
          Each change of state of your submissions, and of those that you joined, is sent to these addresses, signed.{' '}
          <Link href="/docs/api#webhooks" className="link">
            What is sent, and how to check it
          </Link>
          .
        </>
      }
    >
      {webhooks.length > 0 && (
        <ul className="max-w-2xl border-t border-rule">
          {webhooks.map((webhook) => (
            <li key={webhook.id} className="space-y-3 border-b border-rule py-4">
              <Head webhook={webhook} />
              <WebhookMessages messages={webhook.deliveries} />
              <div className="flex flex-wrap items-end gap-4">
                <OneButton action={actions.testWebhookForm} webhook={webhook} words="Send a test" />
                <SecretForm action={actions.rotateWebhookForm} button="New secret">
                  <input type="hidden" name="id" value={webhook.id} />
                </SecretForm>
                <OneButton action={actions.deleteWebhookForm} webhook={webhook} words="Delete" />
              </div>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-6 max-w-2xl">
        <SecretForm action={actions.makeWebhookForm} button="Add a webhook">
          <Labelled label="Address, beginning with https://" htmlFor="url" className="min-w-64 grow">
            <input id="url" name="url" type="url" required maxLength={500} className={FIELD} autoComplete="off" />
          </Labelled>
        </SecretForm>
      </div>
    </Section>
  )
}

function Head({ webhook: { url, created_at, disabled_at, disabled_reason } }: { webhook: WebhookRecord }) {
  return (
    <div>
      <p className="font-semibold wrap-anywhere">{url}</p>
      {disabled_at === null ? (
        <p className="text-note text-muted">
          since <Time at={created_at} />
        </p>
      ) : (
        <p className="text-note text-accent">
          Disabled <Time at={disabled_at} />: {disabled_reason} A test enables it again.
        </p>
      )}
    </div>
  )
}

interface OneButtonProps {
  readonly action: (data: FormData) => Promise<void>
  readonly webhook: WebhookRecord
  readonly words: string
}

function OneButton({ action, webhook: { id, url }, words }: OneButtonProps) {
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <button type="submit" className={QUIET_BUTTON} aria-label={`${words}: ${url}`}>
        {words}
      </button>
    </form>
  )
}
