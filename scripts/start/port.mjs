import { createServer } from 'node:net'
import { Failure } from './failure.mjs'

const LAST = 65_535
const NEAR = 50

/** Fails where the port cannot be bound. */
export async function checkPort(port) {
  const error = await tryPort(port)
  if (error) throw new Failure(reason(error, port))
}

/** The first port from this one on that can be bound; 0, which is any, where none is near. */
export async function firstFreePort(from) {
  const near = Array.from({ length: NEAR }, (_, index) => from + index).filter((port) => port <= LAST)
  for (const port of near) if (!(await tryPort(port))) return port
  return 0
}

/** Binds a port for a moment; answers the error if it cannot be. */
async function tryPort(port) {
  const { promise, resolve } = Promise.withResolvers()
  const server = createServer()
  server.once('error', resolve)
  server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(null)))
  return promise
}

function reason({ code, message }, port) {
  if (code === 'EADDRINUSE') return `port ${port} is taken; free it, or choose another: PORT=${port === LAST ? 8787 : port + 1} npm start`
  if (code === 'EACCES') return `port ${port} may not be used without privileges; choose one above 1023: PORT=8788 npm start`
  return `port ${port} cannot be used: ${message}`
}
