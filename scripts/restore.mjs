// `npm run restore -- file`: puts a backup into an empty store. docs/backup.md explains it.
import { readCommand } from './backup/command.mjs'
import { isEmpty } from './backup/emptiness.mjs'
import { verify } from './backup/format.mjs'
import { knownMigrations, newerMigrations } from './backup/migrations.mjs'
import { restoreBackup } from './backup/restore-backup.mjs'
import { run } from './backup/run.mjs'
import { openStore } from './backup/store.mjs'
import { Failure } from './start/failure.mjs'

await run(async () => {
  const usage = 'npm run restore -- [--replace] [--remote [--env name] [--kv id --d1 id]] file'
  const command = readCommand(usage, { replace: { type: 'boolean', default: false } })
  const backup = await check(command.file)
  const store = await openStore(command)
  try {
    if (!command.replace && !(await isEmpty(store)))
      throw new Failure('the store is not empty; nothing was written. --replace erases what is there, and puts the backup in its place')
    const missing = await restoreBackup(store, command.file, backup).catch(incomplete)
    const { rows, values } = backup.counts
    console.log(`${rows} rows, ${values} texts and pictures of ${backup.header.at} are restored, SHA-256 ${backup.sha256}`)
    if (missing.length > 0) console.log(`The backup lacks the text of ${missing.length} articles: ${missing.slice(0, 10).join(', ')}`)
  } finally {
    await store.close()
  }
})

/** All that is to be known of a backup before anything is written. */
async function check(file) {
  try {
    const { header, counts, sha256 } = await verify(file)
    return { header, counts, sha256, newer: newerMigrations(await knownMigrations(), header.migrations) }
  } catch (error) {
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.message
    throw new Failure(`${file} is refused, and nothing was written: ${reason}`)
  }
}

function incomplete(error) {
  throw new Failure(`the store is incomplete; put right what stood in the way, and restore again with --replace: ${error.message}`)
}
