import type { PendingJob } from '../thread/fetching-thread'
import type { PrefetchJob } from './job'
import { Arena } from './arena'

/**
 * The most bytes that one process holds prefetched and unread. The largest step of a 7B layer (attention in bf16) has 128 MiB: while one step
 * computes, the next one arrives. A whole layer would take 0.4 GB; but a run of such a model (four streams of 2048 tokens) takes 2.2 GB
 * without them, and promises 2.5.
 */
export const PREFETCH_BYTES = 192 * 2 ** 20
/** As much as the verifier reads at once: a read mostly takes one piece and frees its memory for the next. */
const PIECE_BYTES = 8 * 2 ** 20
/** 256 experts of three matrices of 29 MB are 3,072. Further hints are dropped, which only costs time. */
const MAX_PIECES = 4_096

/** Has the thread fetch a piece. It also stands for the shelf that the piece is of. */
export type FetchPiece = (job: PrefetchJob) => PendingJob<null>

interface Piece {
  readonly fetchPiece: FetchPiece
  readonly file: string
  readonly from: number
  readonly to: number
  /** Null as long as there is no memory for it. */
  sent: { readonly at: number; readonly arrived: Promise<boolean>; cancel(): void; settled: boolean } | null
  readers: number
  /** Read to its end, dropped or failed: its memory is free as soon as nobody reads or writes there. */
  over: boolean
}

/** Part of a range that was fetched ahead, or is on its way. */
export interface PrefetchedPart {
  /** False when it could not be fetched. `bytes` holds nothing before. */
  readonly arrived: Promise<boolean>
  readonly bytes: Uint8Array
  /** Call it once, when `bytes` were read or are not needed. */
  done(): void
}

/**
 * What was announced, in the order in which it is going to be read, and as much of it as there is room for under way or there. It lives in
 * the verifier's own thread, since memory becomes free only when something is read; the fetching thread does the jobs it is given.
 * Each announcement stands for one read. What is skipped was announced in error: it is dropped when something announced later is read.
 */
export class PrefetchBuffer {
  #pieces: Piece[] = []
  #memory: SharedArrayBuffer | null = null
  readonly #arena = new Arena(PREFETCH_BYTES)

  /** The system gives its pages when they are first written. */
  get memory(): SharedArrayBuffer {
    return (this.#memory ??= new SharedArrayBuffer(PREFETCH_BYTES))
  }

  announce(fetchPiece: FetchPiece, file: string, from: number, to: number): void {
    for (let at = from; at < to && this.#pieces.length < MAX_PIECES; at += PIECE_BYTES) {
      this.#pieces.push({
        fetchPiece,
        file,
        from: at,
        to: Math.min(to, at + PIECE_BYTES),
        sent: null,
        readers: 0,
        over: false,
      })
    }
    this.#send()
  }

  /** The beginning of a range, as far as it was announced and there was room for it; nothing when that is not so of its first byte. */
  take(fetchPiece: FetchPiece, file: string, from: number, to: number): PrefetchedPart[] {
    const covers = (piece: Piece, at: number) =>
      !piece.over && piece.fetchPiece === fetchPiece && piece.file === file && piece.from <= at && at < piece.to
    const first = this.#pieces.findIndex((piece) => covers(piece, from))
    if (first < 0) return []
    const rest = this.#pieces.slice(first)
    this.#drop(this.#pieces.slice(0, first))
    const parts: PrefetchedPart[] = []
    let at = from
    for (const piece of rest) {
      if (at >= to || piece.sent === null || !covers(piece, at)) break
      const end = Math.min(to, piece.to)
      parts.push(this.#lend(piece, piece.sent, at, end))
      at = end
    }
    // Its memory is still in use. This read does not wait for it.
    if (parts.length === 0) this.#drop(rest.slice(0, 1))
    return parts
  }

  #lend(piece: Piece, { at, arrived }: NonNullable<Piece['sent']>, from: number, to: number): PrefetchedPart {
    piece.readers++
    // Tensors are read from their beginning to their end.
    if (to === piece.to) piece.over = true
    return {
      arrived,
      bytes: new Uint8Array(this.memory, at + from - piece.from, to - from),
      done: () => {
        piece.readers--
        this.#release(piece)
      },
    }
  }

  #drop(pieces: readonly Piece[]): void {
    // Mark all before releasing any: freed memory is not for pieces that are dropped too.
    for (const piece of pieces) piece.over = true
    for (const piece of pieces) {
      if (piece.sent?.settled === false && piece.readers === 0) piece.sent.cancel()
      this.#release(piece)
    }
  }

  #release(piece: Piece): void {
    if (!piece.over || piece.readers > 0 || piece.sent?.settled === false) return
    if (piece.sent) this.#arena.free(piece.sent.at)
    this.#pieces = this.#pieces.filter((other) => other !== piece)
    this.#send()
  }

  /** Starts what there is memory for, in the order of the announcements. */
  #send(): void {
    for (const piece of this.#pieces) {
      if (piece.sent !== null || piece.over) continue
      const at = this.#arena.allocate(piece.to - piece.from)
      if (at === null) return
      const { result, cancel } = piece.fetchPiece({ file: piece.file, from: piece.from, to: piece.to, at })
      const settle = (arrived: boolean) => {
        sent.settled = true
        // The read that needs these bytes asks the Hub itself: it meets the same failure and reports it, or the failure has passed.
        if (!arrived) piece.over = true
        this.#release(piece)
        return arrived
      }
      const sent = {
        at,
        cancel,
        settled: false,
        arrived: result.then(
          () => settle(true),
          () => settle(false),
        ),
      }
      piece.sent = sent
    }
  }
}
