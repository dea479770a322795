import { fail, ok, type Result } from '../core/result.ts'

/** The addresses of a name, by DNS over HTTPS, none where it is not known. The error says that the look-up itself failed. */
export type LookUp = (name: string) => Promise<Result<readonly string[], string>>

/** Looks a name up at Cloudflare's public resolver, which is what the runtime's `node:dns` asks. */
export const lookUpPublicly: LookUp = async (name) => {
  const { resolve4, resolve6 } = await import('node:dns/promises')
  const answers = await Promise.all([answerOf(resolve4(name)), answerOf(resolve6(name))])
  const failed = answers.find((answer) => !answer.ok)
  if (failed) return failed
  return ok(answers.flatMap((answer) => (answer.ok ? answer.value : [])))
}

const LONGEST_MILLISECONDS = 5000

async function answerOf(resolving: Promise<string[]>): Promise<Result<string[], string>> {
  try {
    // The runtime lists the names that stand between, too; they end in a dot.
    return ok((await Promise.race([resolving, tooLong()])).filter((answer) => !answer.endsWith('.')))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return code === 'ENOTFOUND' || code === 'ENODATA' ? ok([]) : fail(code)
  }
}

function tooLong(): Promise<never> {
  return new Promise((_resolve, reject) => {
    AbortSignal.timeout(LONGEST_MILLISECONDS).addEventListener('abort', () => reject(new Error('no answer')))
  })
}
