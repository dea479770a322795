import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { makeAuthority } from './scripts/mail-sink/authority.mjs'
import { startSink } from './scripts/mail-sink/sink.mjs'
import { startWebServer } from './tests/web-server.mjs'

const authority = await makeAuthority('Authority of the tests')
const stranger = await makeAuthority('Authority of nobody')
const { cloudflareTest, readD1Migrations } = await trusting(authority.certificate, () => import('@cloudflare/vitest-plugin'))

const LOGIN = { user: 'desk@brief.example', pass: 'pä:ss/w@rd?' }

export default defineConfig({
  plugins: [
    cloudflareTest(async () => {
      // One for all test files, which keep apart by the domains that they write to; and those that are left to the tests of TLS.
      const tls = await authority.issue('127.0.0.1')
      const tlsOfStranger = await stranger.issue('127.0.0.1')
      const tlsOfAnother = await authority.issue('127.0.0.2')
      const sink = await sinkOfTests({})
      const sinks = {
        starttls: await sinkOfTests({ tls, auth: LOGIN }),
        secure: await sinkOfTests({ tls, auth: LOGIN, secure: true }),
        strangerStarttls: await sinkOfTests({ tls: tlsOfStranger }),
        strangerSecure: await sinkOfTests({ tls: tlsOfStranger, secure: true }),
        anotherStarttls: await sinkOfTests({ tls: tlsOfAnother }),
        anotherSecure: await sinkOfTests({ tls: tlsOfAnother, secure: true }),
      }
      const web = await startWebServer()
      return {
        wrangler: { configPath: './wrangler.toml' },
        miniflare: {
          // Tests hand the consumers their batches themselves; by themselves they would work into whichever test runs by then.
          queueProducers: {
            CARDS: { queueName: 'wirebrief-cards', deliveryDelay: 36_000 },
            JOBS: { queueName: 'wirebrief-jobs', deliveryDelay: 36_000 },
          },
          bindings: {
            ADMIN_TOKEN: 'test-token-0123456789',
            PUBLIC_URL: 'https://brief.example',
            SMTP_URL: `${sink.smtpUrl}?timeout=4&connections=4`,
            MAIL_SINK: sink.httpUrl,
            TLS_SINKS: sinks,
            MAIL_FROM: 'Wirebrief <briefings@brief.example>',
            MAIL_BOUNCE: 'bounces@brief.example',
            OPERATOR_EMAIL: 'operator@brief.example',
            TOKEN_SECRET: 'a token secret of at least 32 characters',
            TOKEN_SECRET_PREVIOUS: 'the token secret of the time before that',
            ADDRESS_PEPPER: 'a pepper of at least thirty-two characters',
            ALLOW_PRIVATE_FETCH: '1',
            WEB_SERVER: web.url,
            FAULT_SEED: process.env['FAULT_SEED'] ?? '',
            FAULT_PLANS: process.env['FAULT_PLANS'] ?? '',
            MIGRATIONS: await readD1Migrations('migrations'),
          },
        },
      }
    }),
  ],
  test: {
    onUnhandledError: (error) => !isOfWorkerdAlone(error),
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    testTimeout: 60_000,
    // Many of them wait more than they work; left to itself it would run one file at a time on two cores.
    maxWorkers: 2,
  },
})

/** It ends with the process. */
async function sinkOfTests(options: Parameters<typeof startSink>[0]): Promise<{ smtpUrl: string; httpUrl: string }> {
  const sink = await startSink(options)
  sink.unref()
  return { smtpUrl: sink.smtpUrl, httpUrl: sink.httpUrl }
}

/** Loads what starts workerd, which is told then whom it trusts besides those whom everybody does. */
async function trusting<T>(certificate: string, load: () => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'wirebrief-tests-'))
  process.env['NODE_EXTRA_CA_CERTS'] = join(folder, 'authority.pem')
  writeFileSync(process.env['NODE_EXTRA_CA_CERTS'], certificate)
  const loaded = await load()
  rmSync(folder, { recursive: true })
  delete process.env['NODE_EXTRA_CA_CERTS']
  return loaded
}

/** workerd leaves a promise of its own unclaimed when it refuses a certificate after STARTTLS; every other unclaimed error fails the run. */
function isOfWorkerdAlone(error: { readonly message: string; readonly VITEST_TEST_PATH?: string }): boolean {
  return error.message.startsWith('internal error; reference = ') && error.VITEST_TEST_PATH?.endsWith('smtp-tls.test.ts') === true
}
