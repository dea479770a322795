import { createServer } from 'node:net'

/** A port that nobody uses at the moment. */
export function freePort() {
  return bind(0)
}

export async function isFree(port) {
  return (await bind(port).catch(() => null)) !== null
}

function bind(port) {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const bound = server.address().port
      server.close(() => resolve(bound))
    })
  })
}
