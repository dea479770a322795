import { spawn } from 'node:child_process'

/**
 * Runs npm as a user would from a shell of their own: without what an npm around this one would hand down.
 * @param {string[]} command @param {{ cwd: string, port: number }} place
 */
export function runNpm(command, { cwd, port }) {
  const child = spawn('npm', command, {
    cwd,
    env: { ...userEnvironment(), PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text))
  const exited = new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', (code) => resolve(code ?? 1))
  })

  async function prints(text, seconds) {
    await within(seconds, `“${text}” is not printed within ${seconds} s; it says: ${errors || output}`, () => {
      if (child.exitCode !== null) throw new Error(`it exits with ${child.exitCode}: ${errors || output}`)
      return output.includes(text)
    })
  }

  async function finished(seconds) {
    const code = await Promise.race([exited, timeout(seconds).then(() => null)])
    if (code === null) throw new Error(`it does not end within ${seconds} s`)
    return { code, errors: errors.split('\n').filter((line) => line !== '' && !line.startsWith('npm ')) }
  }

  /** As `kill` does: npm alone is told. */
  async function terminate() {
    child.kill('SIGTERM')
    await finished(10)
  }

  /** As a terminal does on Ctrl-C: all in the foreground are told. */
  async function interrupt() {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
    await finished(10)
  }

  return { output: () => output, prints, finished, terminate, interrupt }
}

function userEnvironment() {
  const { PORT: _port, INIT_CWD: _cwd, PATH = '', ...rest } = process.env
  const path = PATH.split(':').filter((folder) => !folder.includes('node_modules'))
  return { ...Object.fromEntries(Object.entries(rest).filter(([name]) => !/^npm_(?!config_)/i.test(name))), PATH: path.join(':') }
}

async function within(seconds, otherwise, isTrue) {
  const deadline = Date.now() + seconds * 1000
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(otherwise)
    await timeout(0.1)
  }
}

function timeout(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref())
}
