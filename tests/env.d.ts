declare namespace Cloudflare {
  interface Env {
    readonly KV: KVNamespace
    readonly DB: D1Database
    readonly CARDS: Queue
    readonly PUBLIC_URL: string
    readonly ADMIN_TOKEN: string
    readonly MIGRATIONS: import('cloudflare:test').D1Migration[]
  }
}
