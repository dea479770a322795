/**
 * Has a server listen; answers the port, which is one of the system's choice for 0.
 * @param {import('node:net').Server} server @param {{ host: string, port: number }} place
 * @returns {Promise<number>}
 */
export function listen(server, place) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(place, () => {
      server.off('error', reject)
      resolve(server.address().port)
    })
  })
}
