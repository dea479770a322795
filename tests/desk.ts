import { env, exports } from 'cloudflare:workers'
import { ORIGIN } from './worker.ts'

/** The desk as an editor's browser meets it: with a cookie, and forms that carry their token. */
export class Browser {
  #cookie: string | null = null
  #address = 0

  constructor() {
    Browser.#browsers += 1
    this.#address = Browser.#browsers
  }

  static #browsers = 0

  /** The cookie that it holds, as another could steal it. */
  get cookie(): string | null {
    return this.#cookie
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#send(new Request(ORIGIN + path, { headers: this.#headers(headers), redirect: 'manual' }))
  }

  /** Sends a form as a page of the desk would, with the token that stands on `from`. */
  async post(path: string, fields: Fields, from = '/desk', headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const token = /name="form-token" value="([^"]+)"/.exec(await (await this.get(from)).text())?.[1]
    return this.postRaw(path, [['form-token', token ?? ''], ...pairs(fields)], { Origin: ORIGIN, ...headers })
  }

  /** Sends a form as it is given. */
  async postRaw(path: string, fields: Fields, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const body = new FormData()
    for (const [name, value] of pairs(fields)) body.append(name, value)
    return this.#send(new Request(ORIGIN + path, { method: 'POST', body, headers: this.#headers(headers), redirect: 'manual' }))
  }

  async login(token: string = env.ADMIN_TOKEN, to = '/desk'): Promise<Response> {
    return this.postRaw('/desk/login', { token, to }, { Origin: ORIGIN })
  }

  #headers(more: Readonly<Record<string, string>>): Record<string, string> {
    return {
      Accept: 'text/html',
      'CF-Connecting-IP': `203.0.${this.#address >> 8}.${this.#address & 255}`,
      ...(this.#cookie === null ? {} : { Cookie: this.#cookie }),
      ...more,
    }
  }

  async #send(request: Request): Promise<Response> {
    const answer = await exports.default.fetch(request)
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      this.#cookie = /max-age=0/i.test(set) ? null : pair
    }
    return answer
  }
}

export type Fields = Readonly<Record<string, string | File>> | readonly (readonly [string, string | File])[]

function pairs(fields: Fields): readonly (readonly [string, string | File])[] {
  return Array.isArray(fields) ? fields : Object.entries(fields)
}

/** An editor who has logged in with ADMIN_TOKEN. */
export async function editor(): Promise<Browser> {
  const browser = new Browser()
  const answer = await browser.login()
  if (answer.status !== 303) throw new Error(`could not log in: ${answer.status} ${await answer.text()}`)
  return browser
}
