import { generate } from 'selfsigned'

const DAY = 86_400_000

/** A certificate authority that nobody knows yet, and what makes a server's key and certificate of it. */
export async function makeAuthority(name) {
  const ca = await generate([{ name: 'commonName', value: name }], {
    ...strength(),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  return { certificate: ca.cert, issue: (ip) => issue({ key: ca.private, cert: ca.cert }, ip) }
}

async function issue(ca, ip) {
  const server = await generate([{ name: 'commonName', value: ip }], {
    ...strength(),
    ca,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip }] },
    ],
  })
  return { key: server.private, cert: server.cert }
}

function strength() {
  return { keyType: 'ec', algorithm: 'sha256', notBeforeDate: new Date(Date.now() - DAY), notAfterDate: new Date(Date.now() + DAY) }
}
