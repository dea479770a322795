import { isUtf8 } from 'node:buffer'

const AT_ONCE = 25
const SECOND = 1000
/** KV takes no shorter life. */
const SHORTEST_SECONDS = 60

/** What KV holds, as objects for JSON; what expires meanwhile is left out. */
export async function* readValues(kv) {
  for await (const keys of listKeys(kv)) {
    for (let from = 0; from < keys.length; from += AT_ONCE) {
      const some = keys.slice(from, from + AT_ONCE)
      const values = await Promise.all(some.map(({ name }) => kv.get(name, 'arrayBuffer')))
      for (const [index, value] of values.entries()) if (value !== null) yield { ...some[index], ...encode(Buffer.from(value)) }
    }
  }
}

/** Writes values as `readValues` gave them, some at a time; `flush` waits for the last ones. */
export function valueWriter(kv, now = Date.now()) {
  let writing = []

  async function flush() {
    await Promise.all(writing)
    writing = []
  }

  return {
    flush,

    async add({ name, expiration, metadata, text, base64 }) {
      if (expiration !== undefined && expiration * SECOND < now + SHORTEST_SECONDS * SECOND) return
      const value = text ?? Uint8Array.from(Buffer.from(base64, 'base64')).buffer
      writing.push(kv.put(name, value, { ...(expiration ? { expiration } : {}), ...(metadata ? { metadata } : {}) }))
      if (writing.length === AT_ONCE) await flush()
    },
  }
}

/** Removes everything. */
export async function eraseValues(kv) {
  for await (const keys of listKeys(kv)) {
    for (let from = 0; from < keys.length; from += AT_ONCE)
      await Promise.all(keys.slice(from, from + AT_ONCE).map(({ name }) => kv.delete(name)))
  }
}

async function* listKeys(kv) {
  let cursor
  do {
    const page = await kv.list({ cursor })
    yield page.keys
    cursor = page.list_complete ? undefined : page.cursor
  } while (cursor !== undefined)
}

function encode(bytes) {
  return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { base64: bytes.toString('base64') }
}
