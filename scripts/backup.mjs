// `npm run backup -- file`: everything that a Wirebrief has stored, in one file. docs/backup.md explains it.
import { readCommand } from './backup/command.mjs'
import { run } from './backup/run.mjs'
import { openStore } from './backup/store.mjs'
import { writeBackup } from './backup/write-backup.mjs'

await run(async () => {
  const command = readCommand('npm run backup -- [--remote [--env name] [--kv id --d1 id]] file')
  const store = await openStore(command)
  try {
    const { rows, values, sha256 } = await writeBackup(store, command.file)
    console.log(`${command.file}: ${rows} rows, ${values} texts and pictures, SHA-256 ${sha256}`)
  } finally {
    await store.close()
  }
})
