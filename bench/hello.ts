import { Hono } from 'hono'

/** The yardstick of load and start-up: a Worker that does nothing, by the router that Wirebrief uses. */
const hello = new Hono()

hello.get('/', (c) => c.text('Hello'))
hello.get('/healthz', (c) => c.text('ok'))

export default hello
