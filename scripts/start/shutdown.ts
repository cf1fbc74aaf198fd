import { stopChildren } from '../processes/children'
import { dismissGuards } from '../processes/guard'

const stops: (() => Promise<void>)[] = []
let ending = false

/** Registers `stop` to be called when the script ends, latest first. */
export function onStop(stop: () => Promise<void>): void {
  stops.push(stop)
}

/** Prints the reason, stops everything and ends this process. Later calls do nothing: the first reason counts. */
export function exitAfterStopping(code: number, reason: string): void {
  if (ending) return
  ending = true
  if (code === 0) console.log(reason)
  else console.error(reason)
  void stopAll().then((clean) => process.exit(clean ? code : 1))
}

async function stopAll(): Promise<boolean> {
  let clean = true
  for (const stop of [...stops.splice(0).reverse(), stopChildren]) {
    try {
      await stop()
    } catch (error) {
      clean = false
      console.error(`While stopping: ${(error as Error).message}`)
    }
  }
  dismissGuards()
  return clean
}
