import net from 'node:net'
import { PlainError } from './say'

/** Throws PlainError unless the site can listen there. */
export async function checkPort(host: string, port: number): Promise<void> {
  const failure = await tryToListen(host, port)
  if (!failure) return
  if (failure.code === 'EADDRINUSE') {
    throw new PlainError(
      `Port ${port} on ${host} is in use by another program: stop it, or use another port with PORT=${port < 65_535 ? port + 1 : 3000} npm start.`,
    )
  }
  if (failure.code === 'EACCES')
    throw new PlainError(`This user may not listen on port ${port}: use one above 1023, as in PORT=3000 npm start.`)
  throw new PlainError(`The site cannot listen on ${host}, port ${port}: ${failure.message}.`)
}

function tryToListen(host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', resolve)
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
}
