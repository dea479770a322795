/** Calls the admin API; an answer that is no success is an error with its words. */
export function adminOf(base, token) {
  return async function call(method, path, body) {
    const response = await fetch(base + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok)
      throw Object.assign(new Error(`${method} ${path} answers ${response.status}: ${text.slice(0, 500)}`), { status: response.status })
    return text === '' ? null : JSON.parse(text)
  }
}
