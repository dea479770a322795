import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'smol-toml'
import { Failure } from '../start/failure.mjs'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const CONFIG = join(ROOT, 'wrangler.toml')

/** The two stores of a Wirebrief, reached by its own bindings: those of `npm start`, or with `remote` those of a deployed Worker. */
export async function openStore(settings) {
  Object.assign(process.env, { WRANGLER_LOG: 'error', WRANGLER_SEND_METRICS: 'false', WRANGLER_WRITE_LOGS: 'false' })
  return settings.remote ? openRemote(settings) : openLocal(settings)
}

async function openLocal({ state }) {
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  // wrangler adds a folder of its own to where it is told to keep a store; this way in does not.
  const path = join(resolve(ROOT, state ?? '.wrangler/state'), 'v3')
  return open({ configPath: CONFIG, persist: { path }, remoteBindings: false })
}

/** By a configuration of these two bindings alone: nothing else of the Worker is reached. */
async function openRemote(settings) {
  const folder = await mkdtemp(join(tmpdir(), 'wirebrief-store-'))
  const configPath = join(folder, 'wrangler.json')
  try {
    await writeFile(configPath, JSON.stringify(remoteConfig(parse(await readFile(CONFIG, 'utf8')), settings)))
    const store = await open({ configPath, persist: false, remoteBindings: true })
    return { ...store, close: () => store.close().finally(() => rm(folder, { recursive: true })) }
  } catch (error) {
    await rm(folder, { recursive: true })
    throw error instanceof Failure ? error : new Failure(`the deployed stores cannot be reached: ${error.message}`)
  }
}

/** What wrangler is told of the deployed stores. */
export function remoteConfig(config, { env, kv, d1 }) {
  const of = env === undefined ? config : { ...config, ...config.env?.[env] }
  if (env !== undefined && !config.env?.[env]) throw new Failure(`wrangler.toml has no environment "${env}"`)
  const namespace = kv ?? of.kv_namespaces?.find(({ binding }) => binding === 'KV')?.id
  const database = d1 ?? of.d1_databases?.find(({ binding }) => binding === 'DB')?.database_id
  if (!namespace || !database)
    throw new Failure(
      'wrangler.toml does not name the deployed stores: say --kv id --d1 id, of "wrangler kv namespace list" and "wrangler d1 list"',
    )
  return {
    name: of.name,
    compatibility_date: of.compatibility_date,
    ...(of.account_id ? { account_id: of.account_id } : {}),
    kv_namespaces: [{ binding: 'KV', id: namespace, remote: true }],
    d1_databases: [{ binding: 'DB', database_id: database, database_name: 'wirebrief', remote: true }],
  }
}

async function open(options) {
  const { getPlatformProxy } = await import('wrangler')
  const { env, dispose } = await getPlatformProxy(options)
  return { db: env.DB, kv: env.KV, close: dispose }
}
