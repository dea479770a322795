import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { fail, ok, type Result } from '../core/result.ts'
import type { SmtpSetting } from './smtp-url.ts'

/**
 * A connection that is ready for nodemailer, or why there is none. Left to itself, nodemailer would look the name up anew; here workerd does, and it checks the
 * certificate against the name where the setting says `secure`.
 */
export function openSocket({ host, port, secure }: SmtpSetting, timeout: number): Promise<Result<Socket, string>> {
  return new Promise((resolve) => {
    const socket = secure ? connectTls({ host, port, servername: host }) : connectPlain({ host, port })
    const opened = secure ? 'secureConnect' : 'connect'
    const timer = setTimeout(() => give('it did not answer in time'), timeout)
    const fault = (error: Error) => give(error.message)
    const closed = () => give('it closed the connection')
    const give = (reason: string | null) => {
      clearTimeout(timer)
      socket.off('error', fault).off('close', closed)
      if (reason === null) return resolve(ok(socket))
      // What it says while it is torn down is of no interest.
      socket.on('error', () => undefined).destroy()
      resolve(fail(`cannot connect to the mail server${secure ? ' by TLS' : ''}: ${reason}`))
    }
    socket.on('error', fault)
    socket.once('close', closed)
    socket.once(opened, () => give(null))
  })
}
