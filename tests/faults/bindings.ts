import { env } from 'cloudflare:workers'
import { interceptedD1, interceptedKv, type Intercept } from '../intercepted.ts'
import type { Trouble } from './trouble.ts'

/** The Worker's bindings in an invocation, by all of which trouble comes. */

interface Outside {
  /** Takes messages of the queue for jobs. */
  readonly enqueue: (bodies: readonly unknown[]) => void
  /** Takes a message, or throws. */
  readonly mail: (to: string, raw: string) => void
}

export function troubled(trouble: Trouble, { enqueue, mail }: Outside): Env & Cloudflare.Env {
  const intercept: Intercept = (what, work) => trouble.call(what, work)
  return {
    ...env,
    KV: interceptedKv(env.KV, intercept),
    DB: interceptedD1(env.DB, intercept),
    JOBS: queueTo(env.JOBS, intercept, enqueue),
    // Pictures are drawn in tests of their own.
    CARDS: queueTo(env.CARDS, intercept, () => undefined),
    SIGN_UPS: new Proxy(env.SIGN_UPS, { get: () => () => Promise.resolve({ success: true }) }),
    EMAIL: new Proxy(env.EMAIL, {
      get: () => (message: EmailMessage) =>
        intercept('mail send', async () => {
          // Where workerd keeps the text of a message that it was handed.
          const raw: unknown = Reflect.get(message, 'EmailMessage::raw')
          mail(message.to, String(raw))
        }),
    }),
    SMTP_URL: '',
  }
}

function queueTo(queue: Queue, intercept: Intercept, enqueue: Outside['enqueue']): Queue {
  return new Proxy(queue, {
    get(target, name) {
      if (name === 'send') return (body: unknown) => intercept('queue send', async () => enqueue([body]))
      if (name !== 'sendBatch') return Reflect.get(target, name)
      return (messages: Iterable<{ body: unknown }>) =>
        intercept('queue sendBatch', async () => enqueue(Array.from(messages, ({ body }) => body)))
    },
  })
}
