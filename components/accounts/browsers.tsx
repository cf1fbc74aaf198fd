import { QUIET_BUTTON } from '@/components/form/controls'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import type { SessionRecord } from '@/lib/accounts/sign-in/sessions'
import { browserName } from './browser-name'

interface BrowsersProps {
  readonly sessions: readonly SessionRecord[]
  /** The one that reads the page. */
  readonly own: number | null
  readonly end: (data: FormData) => Promise<void>
  readonly endOthers: () => Promise<void>
}

/** Where the person is signed in. */
export function Browsers({ sessions, own, end, endOthers }: BrowsersProps) {
  return (
    <Section
      id="browsers"
      title="Browsers"
      intro="Where you are signed in. A browser that you end here is signed out at its next step."
    >
      <ul className="max-w-2xl border-t border-rule">
        {sessions.map(({ id, browser, created_at }) => (
          <li
            key={id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 border-b border-rule py-2.5"
          >
            <span>
              {browserName(browser)}, since <Time at={created_at} />
            </span>
            {id === own ? (
              <span className="text-muted">this one</span>
            ) : (
              <form action={end}>
                <input type="hidden" name="id" value={id} />
                <button type="submit" className={`${QUIET_BUTTON} py-0.5`}>
                  Sign out
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form action={endOthers} className="mt-4">
          <button type="submit" className={QUIET_BUTTON}>
            Sign out everywhere else
          </button>
        </form>
      )}
    </Section>
  )
}
