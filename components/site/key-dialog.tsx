'use client'

import { useEffect, useRef, useState } from 'react'

const KEYS = [
  ['/', 'Search'],
  ['j', 'Next row of a list'],
  ['k', 'Previous row'],
  ['Enter', 'Open it'],
  ['c', 'Copy what the page is about: a coordinate, a list to keep, an id'],
  ['?', 'Show these keys'],
] as const

interface KeyDialogProps {
  readonly on: boolean
  readonly onSwitch: (on: boolean) => void
  readonly onClose: () => void
}

/** The keys, and the switch that turns them off. */
export function KeyDialog({ on, onSwitch, onClose }: KeyDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [checked, setChecked] = useState(on)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-labelledby="keys"
      className="m-auto max-w-[min(26rem,92vw)] border border-edge bg-paper p-6 text-base text-ink backdrop:bg-black/40"
    >
      <h2 id="keys" className="text-2xl">
        Keys
      </h2>
      <dl className="mt-4 grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2">
        {KEYS.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="border border-edge px-2 py-0.5 font-mono">{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-5 flex gap-2">
        <input
          type="checkbox"
          checked={checked}
          onChange={({ target }) => {
            setChecked(target.checked)
            onSwitch(target.checked)
          }}
        />
        Single keys act on pages
      </label>
      <form method="dialog" className="mt-5">
        <button className="cursor-pointer border border-edge px-4 py-1 hover:border-accent hover:text-accent">
          Close
        </button>
      </form>
    </dialog>
  )
}
