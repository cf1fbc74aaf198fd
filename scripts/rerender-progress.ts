import type { RerenderProgress } from '@/lib/records/rerender'

/** `1200 of 4500 records, 3 changed, about 2 min left` */
export function progressWords({ done, total, changed, secondsLeft }: RerenderProgress): string {
  const left =
    secondsLeft === null
      ? ''
      : secondsLeft < 90
        ? `, about ${secondsLeft} s left`
        : `, about ${Math.round(secondsLeft / 60)} min left`
  return `${done} of ${total} records, ${changed} changed${left}`
}
