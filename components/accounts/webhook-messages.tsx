import { Link } from '@/components/site/link'
import { Time } from '@/components/text/time'
import { plural } from '@/components/text/format'
import type { DeliveryRecord } from '@/lib/webhooks/schema'

/** The latest messages to a webhook: what each is about, and what became of it. */
export function WebhookMessages({ messages }: { messages: readonly DeliveryRecord[] }) {
  if (messages.length === 0) return <p className="text-note text-muted">Nothing was sent yet.</p>
  return (
    <ul className="text-note leading-6">
      {messages.map((message) => (
        <li key={message.id}>
          {message.submission === null ? (
            'Test'
          ) : (
            <Link href={`/submissions/${message.submission}`} className="link tabular">
              {message.submission}
            </Link>
          )}
          , <Time at={message.tried_at ?? message.created_at} exact />: {STATES[message.state]}
          {message.tries > 1 && ` after ${plural(message.tries, 'try', 'tries')}`}
          {message.error !== null && <span className="text-muted wrap-anywhere">. {message.error}</span>}
        </li>
      ))}
    </ul>
  )
}

const STATES: Readonly<Record<DeliveryRecord['state'], string>> = {
  waiting: 'waiting',
  delivered: 'delivered',
  'given-up': 'given up',
}
