import { Failure } from '../start/failure.mjs'

/** Runs a command; what the user can put right is said in one line, and the exit code tells. */
export async function run(command) {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof Failure ? `wirebrief: ${error.message}` : error)
    process.exitCode = 1
  }
}
