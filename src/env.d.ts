/** The Worker's bindings, variables and secrets: what wrangler.toml declares and `.dev.vars` or `wrangler secret put` fill in. */
interface Env {
  readonly KV: KVNamespace
  readonly DB: D1Database
  /** Orders of preview pictures (`CardOrder`), which the `queue` door of this Worker carries out. */
  readonly CARDS: Queue
  /** The origin readers use, without a trailing slash: every absolute link is made from it. */
  readonly PUBLIC_URL: string
  /** The bearer token of the admin API. Unset or shorter than 16 characters, every admin call is refused. */
  readonly ADMIN_TOKEN?: string
}

declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import('./index')
  }
}

declare module '*.mustache' {
  const source: string
  export default source
}

declare module '*.ttf' {
  const bytes: ArrayBuffer
  export default bytes
}

declare module '*.wasm' {
  const module: WebAssembly.Module
  export default module
}

declare module '*.css' {
  const source: string
  export default source
}
