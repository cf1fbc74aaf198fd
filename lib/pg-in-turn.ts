import { PrismaPg } from '@prisma/adapter-pg'

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>

/**
 * Prisma's adapter for pg, whose transactions ask their connection one thing after the other. Prisma sends the parts of an `include` side by side
 * over a transaction's one connection: pg 8 puts them in line itself, with a warning, and pg 9 will not.
 */
export class PgInTurn extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect()
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (level) => inTurn(await start(level))
    return adapter
  }
}

function inTurn(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve()
  const line =
    <Query, Answer>(ask: (query: Query) => Promise<Answer>) =>
    (query: Query): Promise<Answer> => {
      const answer = last.then(() => ask(query))
      // Whoever asked hears of a failure; the next in line only waits for the end of it.
      last = answer.catch(() => undefined)
      return answer
    }
  transaction.queryRaw = line(transaction.queryRaw.bind(transaction))
  transaction.executeRaw = line(transaction.executeRaw.bind(transaction))
  return transaction
}
