import { PrismaPg } from '@prisma/adapter-pg'
import { Semaphore } from './async/semaphore'

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
  const turns = new Semaphore({ slots: 1 })
  const line =
    <Query, Answer>(ask: (query: Query) => Promise<Answer>) =>
    (query: Query): Promise<Answer> =>
      turns.run(() => ask(query))
  transaction.queryRaw = line(transaction.queryRaw.bind(transaction))
  transaction.executeRaw = line(transaction.executeRaw.bind(transaction))
  return transaction
}
