import type { Mailbox } from '../core/email-address.ts'

/** Gives what writes a mailbox as a header has it (RFC 5322, section 3.4; RFC 2047 for a name beyond ASCII). */
export async function mailboxEncoder(): Promise<(mailbox: Mailbox) => string> {
  // Only a message needs it, so a page does not pay for loading it.
  const { encodeWords } = await import('nodemailer/lib/mime-funcs')
  return ({ name, email }) => {
    if (name === null) return email
    if (/^[ -~]*$/.test(name)) return `"${name.replaceAll(/["\\]/g, '\\$&')}" <${email}>`
    return `${encodeWords(name, 'Q', 52, true).replaceAll(' =?', '\r\n =?')} <${email}>`
  }
}
