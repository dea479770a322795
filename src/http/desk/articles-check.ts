import { Hono } from 'hono'
import { paragraphsOf } from '../../render/desk/article-fields.ts'
import { verdictOn } from '../../render/desk/article-marks.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { needs } from './guard.ts'

/** `POST /desk/articles/new/check`: whether a point or quotation stands in the body that is being written; for the script, while it is typed. */
export const articleCheck = new Hono<DeskDoor>()

articleCheck.post('/new/check', needs('write'), async (c) => {
  const form = await formOf(c)
  const kind = form.text('kind') === 'point' ? 'point' : 'quote'
  return c.json(verdictOn(kind, form.text('text'), paragraphsOf(form.text('body'))), 200, { 'Cache-Control': 'no-store' })
})
