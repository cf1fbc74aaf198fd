import { Presets, SingleBar } from 'cli-progress'
import type { OnProgress, Progress } from '../measure/progress'
import type { Terminal } from './io'
import { timeLeft } from './time-left'

/** Shows a progress bar while `act` runs, and erases it afterwards; none where standard error is not a terminal. What is announced gets a line that stays. */
export async function withProgress<T>(
  terminal: NodeJS.WritableStream & Terminal,
  act: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  const announce = ({ announced, message }: Progress, clear = '') => {
    if (announced) terminal.write(`${clear}superweights: ${message}\n`)
  }
  if (!terminal.isTTY) return act((progress) => announce(progress))
  const bar = new SingleBar(
    {
      stream: terminal,
      format: '{stage} {bar} {value}/{total}  {left}{message}',
      barsize: 24,
      clearOnComplete: true,
      hideCursor: true,
      linewrap: false,
    },
    Presets.shades_classic,
  )
  bar.start(1, 0, { stage: 'open'.padEnd(STAGE_WIDTH), message: '', left: '' })
  const leftOf = timeLeft(() => performance.now())
  try {
    return await act((progress) => {
      const { stage, done, total, message } = progress
      announce(progress, '\r\u001b[2K')
      const left = leftOf(progress)
      bar.setTotal(total)
      bar.update(done, { stage: stage.padEnd(STAGE_WIDTH), message, left: left === '' ? '' : `${left}  ` })
    })
  } finally {
    bar.stop()
  }
}

/** The longest stage is "perplexity". */
const STAGE_WIDTH = 10
