import { createHash } from 'node:crypto'
import { SMTPServer } from 'smtp-server'
import { listen } from './listen.mjs'

/**
 * A message as it came in; `raw` is empty where only a count is kept.
 * @typedef {{ id: number, at: string, from: string, to: string, raw: string, size: number, sha256: string, connection: number, tls: boolean, user: string | null }} Received
 */

const LARGEST = 30 * 1024 * 1024
/** With clients that do not go when the sink is closed. */
const PATIENCE_MILLISECONDS = 500

/**
 * The side of the sink that takes mail, obeying the rule book.
 * @param {{ host: string, port: number, keep: 'all' | 'count', book: import('./rules.mjs').RuleBook,
 *   tls?: { key: string, cert: string }, secure?: boolean, auth?: { user: string, pass: string } }} options
 * @param {(message: Received) => void} take
 */
export async function listenSmtp({ host, port, keep, book, tls, secure = false, auth }, take) {
  let connections = 0
  let arrived = 0

  const smtp = new SMTPServer({
    ...tls,
    secure,
    disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(auth ? [] : ['AUTH'])],
    authOptional: !auth,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    size: LARGEST,
    closeTimeout: PATIENCE_MILLISECONDS,
    onConnect(session, answer) {
      connections += 1
      session.number = connections
      answer()
    },
    onAuth({ username, password }, session, answer) {
      const act = book.find(username, 'auth')
      if (act) return obey(act, session, answer)
      const isKnown = username === auth?.user && password === auth?.pass
      answer(isKnown ? null : refusal({ code: 535, text: '5.7.8 wrong user or password' }), { user: username })
    },
    onRcptTo({ address }, session, answer) {
      obey(book.find(address, 'rcpt'), session, answer)
    },
    onData(stream, session, answer) {
      const [{ address }] = session.envelope.rcptTo
      const during = book.find(address, 'data')
      // Once something of it is there.
      if (during === 'drop') return stream.once('data', () => drop(session))
      const chunks = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.once('end', () => {
        const act = during ?? book.find(address, 'end')
        // Nothing is kept of what is refused.
        if (during || act?.code >= 400) return obey(act, session, answer)
        arrived += 1
        take(describe(arrived, Buffer.concat(chunks), session))
        obey(act, session, answer, `queued as ${arrived}`)
      })
    },
  })

  /** Answers as a rule says, or not at all; without a rule, that all is well. */
  function obey(act, session, answer, well) {
    if (act === 'hang') return
    if (act === 'drop') return drop(session)
    if (act === null || act.code < 400) return answer(null, act?.text ?? well)
    answer(refusal(act))
    if (act.code === 421) drop(session)
  }

  function drop({ id }) {
    for (const connection of smtp.connections) if (connection.session.id === id) connection.close()
  }

  function describe(id, bytes, { envelope, number, secure: isSecure, user }) {
    return {
      id,
      at: new Date().toISOString(),
      from: envelope.mailFrom ? envelope.mailFrom.address : '',
      to: envelope.rcptTo[0].address.toLowerCase(),
      raw: keep === 'all' ? bytes.toString('utf8') : '',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      connection: number,
      tls: isSecure,
      user: user ?? null,
    }
  }

  // Whoever gives up is nothing to end for.
  smtp.on('error', () => undefined)
  // Otherwise each message waits 45 ms for an acknowledgement that is delayed on purpose.
  smtp.server.on('connection', (socket) => socket.setNoDelay(true))

  return {
    port: await listen(smtp.server, { host, port }),
    connections: () => connections,
    /** Loses one connection, by its number. */
    cut(number) {
      for (const connection of smtp.connections) if (connection.session.number === number) connection.close()
    },
    unref: () => smtp.server.unref(),
    close() {
      for (const connection of smtp.connections) connection.close()
      return new Promise((resolve) => smtp.close(resolve))
    },
  }
}

function refusal({ code, text }) {
  return Object.assign(new Error(text), { responseCode: code })
}
