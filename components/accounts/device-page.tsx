import { FIELD, Labelled, QUIET_BUTTON } from '@/components/form/controls'
import { Notice } from '@/components/site/notice'
import { PageHead } from '@/components/site/page'
import type { DeviceRequest } from '@/lib/accounts/device/device'
import { DeviceForm } from './device-form'
import type { DeviceState } from './form-state'

interface DevicePageProps {
  /** Null on a registry that needs no sign-in. */
  readonly handle: string | null
  /** What a code asks for, or what is wrong with it; null where none was given. */
  readonly asked: DeviceRequest | { readonly problem: string } | null
  readonly action: (state: DeviceState, data: FormData) => Promise<DeviceState>
}

/** Where a person approves a terminal. */
export function DevicePage({ handle, asked, action }: DevicePageProps) {
  return (
    <>
      <PageHead title="Sign in from a terminal">
        <p>
          The command <code className="font-mono text-[0.875em]">superweights login</code> shows a code. Compare it with
          the one here before you approve.
        </p>
      </PageHead>
      <div className="mt-8 max-w-xl space-y-6">
        {handle === null ? (
          <Notice quiet title="No sign-in is needed on this machine">
            Commands on it act for the account local.
          </Notice>
        ) : asked !== null && 'scopes' in asked ? (
          <DeviceForm handle={handle} code={asked.userCode} scopes={asked.scopes} action={action} />
        ) : (
          <>
            {asked !== null && (
              <Notice role="alert" title="This code cannot be used">
                {asked.problem}
              </Notice>
            )}
            <CodeForm />
          </>
        )}
      </div>
    </>
  )
}

function CodeForm() {
  return (
    <form method="get" action="/device" className="flex flex-wrap items-end gap-4">
      <Labelled label="Code from the terminal" htmlFor="user_code" className="w-56">
        <input
          id="user_code"
          name="user_code"
          required
          maxLength={30}
          autoComplete="one-time-code"
          spellCheck={false}
          className={`${FIELD} font-mono uppercase`}
        />
      </Labelled>
      <button type="submit" className={QUIET_BUTTON}>
        Continue
      </button>
    </form>
  )
}
