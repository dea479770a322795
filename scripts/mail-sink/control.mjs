import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { listen } from './listen.mjs'

/**
 * The side of the sink that is asked and told, in JSON. `?domain=` is that of the recipient; without it, all mail is meant.
 *
 * `GET /messages`, `GET /messages/count`, `DELETE /messages`, `PUT /rules` (a list of them, see the rule book), `DELETE /rules`,
 * `DELETE /connections?number=`, which loses one.
 */
export async function listenHttp({ host, port, mail, book, smtp, page }) {
  const server = createServer((request, response) => {
    answer(request)
      .then(({ status = 200, type = 'application/json', policy, body = '' }) =>
        response
          .writeHead(status, {
            'Content-Type': type,
            'Cache-Control': 'no-store',
            ...(policy ? { 'Content-Security-Policy': policy } : {}),
          })
          .end(body),
      )
      .catch((error) => response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(String(error)))
  })

  async function answer(request) {
    const { method, headers } = request
    const url = new URL(request.url, `http://${host}`)
    // A web page that gives itself a name for this address may not read the mail.
    if (!HERE.test(headers.host ?? '')) return { status: 403, body: '{"error":"only by its address"}' }
    const domain = url.searchParams.get('domain')
    const isMeant = ({ to }) => domain === null || to.endsWith(`@${domain}`)
    switch (`${method} ${url.pathname}`) {
      case 'GET /messages':
        return json(mail.filter(isMeant))
      case 'GET /messages/count':
        return json({ count: mail.filter(isMeant).length, connections: smtp.connections() })
      case 'DELETE /messages':
        mail.splice(0, mail.length, ...mail.filter((message) => !isMeant(message)))
        return DONE
      case 'PUT /rules':
        book.set(domain ?? '', JSON.parse(await text(request)))
        return DONE
      case 'DELETE /rules':
        book.set(domain ?? '', [])
        return DONE
      case 'DELETE /connections':
        smtp.cut(Number(url.searchParams.get('number')))
        return DONE
      default:
        return (method === 'GET' ? await page?.(url, mail) : null) ?? { ...json({ error: 'not found' }), status: 404 }
    }
  }

  return {
    port: await listen(server, { host, port }),
    unref: () => server.unref(),
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

const HERE = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/
const DONE = { status: 204 }

function json(value) {
  return { body: JSON.stringify(value) }
}
