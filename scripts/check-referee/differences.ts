import { perplexityOf, streamRatio, protocolOf, type PerplexityRun, type Report } from '@/lib/protocol'

/** What numbers are held to: each relative to its own size, or to the scale that `scaleOf` says. */
export const LIMITS = { activation: 1e-4, share: 1e-4, loss: 1e-5, perplexity: 1e-4, ratio: 1e-4 } as const
export type Quantity = keyof typeof LIMITS

/** How two reports of one claim differ. */
export interface Differences {
  /** The largest difference of each kind of number. */
  readonly worst: Readonly<Record<Quantity, number>>
  /** What must be equal and is not, and numbers beyond their limit: empty where the reports agree. */
  readonly disagreements: readonly string[]
}

/** Numbers of a report that two programs compute in another order of additions; all others must be equal. */
const COMPUTED: Readonly<Record<string, Quantity>> = {
  value: 'activation',
  output: 'activation',
  input: 'activation',
  median_of_layer_maxima: 'activation',
  residual_before: 'activation',
  residual_after: 'activation',
  residual_intact: 'activation',
  residual_without_this: 'activation',
  share: 'share',
  z_score: 'share',
  nll: 'loss',
}

interface Leaf {
  readonly path: string
  /** The last name in the path. */
  readonly key: string
  readonly value: unknown
  /** The object that holds the name. */
  readonly owner: Readonly<Record<string, unknown>>
}

/** Compares all that two reports say except who made them and when. */
export function differencesOf(verifier: Report, referee: Report): Differences {
  const book = new Book()
  const theirs = new Map(leavesOf(measured(referee)).map((leaf) => [leaf.path, leaf]))
  for (const ours of leavesOf(measured(verifier))) {
    const other = theirs.get(ours.path)
    theirs.delete(ours.path)
    if (other === undefined) book.unequal(ours.path, ours.value, 'nothing')
    else compareLeaf(ours, other, book)
  }
  for (const { path, value } of theirs.values()) book.unequal(path, 'nothing', value)
  for (const [i, run] of verifier.perplexity.entries()) compareRuns(run, referee, i, book)
  return { worst: book.worst, disagreements: book.disagreements }
}

class Book {
  readonly worst: Record<Quantity, number> = { activation: 0, share: 0, loss: 0, perplexity: 0, ratio: 0 }
  readonly disagreements: string[] = []

  unequal(path: string, ours: unknown, theirs: unknown): void {
    this.disagreements.push(`${path}: verifier ${JSON.stringify(ours)}, referee ${JSON.stringify(theirs)}`)
  }

  /** Both infinite, or both not a number, is agreement. */
  near(quantity: Quantity, path: string, ours: number, theirs: number, scale: number): void {
    if (Object.is(ours, theirs)) return
    const difference = Math.abs(ours - theirs) / scale
    if (!(difference <= LIMITS[quantity])) this.unequal(path, ours, theirs)
    this.worst[quantity] = Math.max(this.worst[quantity], Number.isNaN(difference) ? Infinity : difference)
  }
}

/** All but who measured and when; without the commit of a folder, which has none: each program has a fingerprint of its own instead. */
function measured({ verifier: _v, started_at: _s, finished_at: _f, checkpoint, ...rest }: Report): object {
  const { commit, ...shape } = checkpoint
  return { ...rest, checkpoint: checkpoint.repo.startsWith('local:') ? shape : { commit, ...shape } }
}

function compareLeaf(ours: Leaf, theirs: Leaf, book: Book): void {
  const quantity = ours.path.includes('.static.value') ? undefined : COMPUTED[ours.key]
  if (quantity === undefined || typeof ours.value !== 'number' || typeof theirs.value !== 'number') {
    if (!Object.is(ours.value, theirs.value)) book.unequal(ours.path, ours.value, theirs.value)
    return
  }
  book.near(quantity, ours.path, ours.value, theirs.value, scaleOf(ours, ours.value))
}

/**
 * What a difference is relative to. A channel from which a spike was removed, or of a token without one, is the rest of large numbers that cancel: it is as exact as
 * they are, so residuals and a member's input and output are measured by the largest that its layers hold.
 */
function scaleOf({ key, owner }: Leaf, value: number): number {
  if (key === 'share') return Math.max(1, Math.abs(value))
  const of = (name: string): number[] => {
    const held = owner[name]
    if (Array.isArray(held)) return held.filter((one): one is number => typeof one === 'number').map(Math.abs)
    const extreme = isRecord(held) ? held.value : held
    return typeof extreme === 'number' ? [Math.abs(extreme)] : []
  }
  if (key === 'input') return Math.max(Math.abs(value), ...of('layer_input'))
  if (key === 'output') return Math.max(Math.abs(value), ...of('layer_output'))
  if (key.startsWith('residual_')) return Math.max(...of(key), ...of('residual_intact'), ...of('layer_output'))
  return Math.max(Math.abs(value), Number.MIN_VALUE)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function leavesOf(value: unknown, path = '', key = '', owner: Leaf['owner'] = {}): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leavesOf(item, `${path}[${i}]`, key, owner))
  if (isRecord(value))
    return Object.entries(value).flatMap(([name, item]) => leavesOf(item, `${path}.${name}`, name, value))
  return [{ path, key, value, owner }]
}

/** The perplexity of every stream, and R of the claim with its interval. */
function compareRuns(ours: PerplexityRun, { perplexity, protocol: { sha256 } }: Report, index: number, book: Book) {
  const theirs = perplexity[index]
  if (theirs === undefined) return
  ours.streams.forEach(({ nll, role }, i) => {
    const [a, b] = [perplexityOf(nll), perplexityOf(theirs.streams[i]?.nll ?? [])]
    book.near('perplexity', `perplexity of ${role}, stream ${i + 1}, grade ${ours.grade}`, a, b, Math.abs(a))
  })
  const protocol = protocolOf(sha256)
  const [a, b] = [streamRatio(ours, 'joint', null, protocol), streamRatio(theirs, 'joint', null, protocol)]
  if (a && b)
    for (const end of ['ratio', 'lower', 'upper'] as const)
      book.near('ratio', `${end} of R, grade ${ours.grade}`, a[end], b[end], Math.abs(a[end]))
}
