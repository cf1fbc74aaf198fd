import { PrismaPg } from '@prisma/adapter-pg'
import { Semaphore } from './async/semaphore'

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>

/**
 * Prisma's adapter for pg with the queries of a transaction sent one at a time. Prisma sends the parts of an `include` concurrently over a
 * transaction's one connection: pg 8 queues them itself, with a warning, and pg 9 will not.
 */
export class SerializedPg extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect()
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (level) => serialized(await start(level))
    return adapter
  }
}

function serialized(transaction: Transaction): Transaction {
  const turns = new Semaphore({ slots: 1 })
  const queued =
    <Query, Answer>(ask: (query: Query) => Promise<Answer>) =>
    (query: Query): Promise<Answer> =>
      turns.run(() => ask(query))
  transaction.queryRaw = queued(transaction.queryRaw.bind(transaction))
  transaction.executeRaw = queued(transaction.executeRaw.bind(transaction))
  return transaction
}
