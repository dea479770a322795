import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        // Tests hand the consumer its batches themselves; by itself it would draw into whichever test runs by then.
        queueConsumers: { 'wirebrief-cards': { maxBatchSize: 100, maxBatchTimeout: 60 } },
        bindings: {
          ADMIN_TOKEN: 'test-token-0123456789',
          PUBLIC_URL: 'https://brief.example',
          MIGRATIONS: await readD1Migrations('migrations'),
        },
      },
    })),
  ],
  test: { include: ['tests/**/*.test.ts'], setupFiles: ['tests/setup.ts'], testTimeout: 60_000 },
})
