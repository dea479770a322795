import { Hono } from 'hono'
import type { Door } from '../door.ts'
import { mailStatusOf } from '../mail-status.ts'

/** `/api/mail`: whether mail is set up, and what is missing. */
export const mail = new Hono<Door>()

mail.get('/', (c) => c.json(mailStatusOf(c.env)))
