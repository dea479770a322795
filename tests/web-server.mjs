import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { listen } from '../scripts/mail-sink/listen.mjs'

/**
 * A web server for tests, which keep apart by the first part of the path. `PUT /{site}` tells what it answers: an object of paths to lists of
 * answers, of which each is given once and the last one from then on. `GET /{site}` tells what it was asked, `DELETE /{site}` lets go of the
 * answers that are held. It ends with the process.
 */
export async function startWebServer() {
  const sites = new Map()
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1')
    const [, name, ...path] = pathname.split('/')
    const site = sites.get(name) ?? { answers: {}, requests: [], held: [] }
    if (path.length > 0) return answer(site, `/${path.join('/')}`, request, response)
    if (request.method === 'PUT') {
      sites.set(name, { ...site, answers: JSON.parse(await text(request)) })
    }
    if (request.method === 'DELETE') for (const release of site.held.splice(0)) release()
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(site.requests))
  })
  const port = await listen(server, { host: '127.0.0.1', port: 0 })
  server.unref()
  return { url: `http://127.0.0.1:${port}` }
}

async function answer(site, path, request, response) {
  const { method, headers } = request
  const body = method === 'POST' ? await text(request) : ''
  site.requests.push({ method, path, headers, body })
  const answers = site.answers[path] ?? [{ status: 404 }]
  const now = answers.length > 1 ? answers.shift() : answers[0]
  if (now.do === 'hang') return
  if (now.do === 'drop') return response.destroy()
  if (now.do === 'hold') return site.held.push(() => give(now, response))
  give(now, response)
}

function give(now, response) {
  const { status = 200, headers: own = {}, body = '', encoding = 'utf8', zeros = 0, trickle = false } = now
  // A page that grows a thousandfold when it is unpacked.
  const bytes = zeros > 0 ? gzipSync(Buffer.alloc(zeros, 0x20)) : Buffer.from(body, encoding)
  response.writeHead(status, { ...own, ...(zeros > 0 ? { 'Content-Encoding': 'gzip' } : {}) })
  if (trickle) response.write(bytes)
  else response.end(bytes)
}
