import { createServer } from 'node:net'
import { Failure } from './failure.mjs'

/** Fails where the port cannot be bound, by binding it for a moment. */
export async function checkPort(port) {
  const { promise, resolve, reject } = Promise.withResolvers()
  const server = createServer()
  server.once('error', (error) => reject(new Failure(reason(error, port))))
  server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(resolve))
  await promise
}

function reason({ code, message }, port) {
  if (code === 'EADDRINUSE') return `port ${port} is taken; free it, or choose another: PORT=${port === 65_535 ? 8787 : port + 1} npm start`
  if (code === 'EACCES') return `port ${port} may not be used without privileges; choose one above 1023: PORT=8788 npm start`
  return `port ${port} cannot be used: ${message}`
}
