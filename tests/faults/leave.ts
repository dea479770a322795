import { env } from 'cloudflare:workers'
import type { KnownReader, Leaving } from './witness.ts'
import type { World } from './world.ts'

/** A reader leaves: by the link in their mails, or because an editor removes or forgets them. What is on its way right then may still arrive. */
export async function leave(world: World, reader: KnownReader | undefined, how: Leaving['how']): Promise<void> {
  if (!reader) return
  const row = await env.DB.prepare('SELECT id, token FROM subscribers WHERE briefing = ?1 AND email = ?2')
    .bind(world.slug, reader.email)
    .first<{ id: string; token: string }>()
  if (row) reader.subscriber = row.id
  if (!row && how !== 'forget') return
  const { start, end, answer } = await ask(world, reader.email, how, row)
  const acknowledged = answer !== null && answer.status < 300
  const { results } = acknowledged
    ? await env.DB.prepare(`SELECT mailing FROM deliveries WHERE subscriber = ?1 AND state = 'sending'`)
        .bind(reader.subscriber ?? '')
        .all<{ mailing: string }>()
    : { results: [] }
  const onTheirWay = new Set(results.map(({ mailing }) => mailing))
  reader.leavings.push({ start, end, acknowledged, how, seen: world.platform.tickOrder(), onTheirWay })
}

function ask(world: World, email: string, how: Leaving['how'], row: { readonly id: string; readonly token: string } | null) {
  switch (how) {
    case 'unsubscribe':
      return world.visit('POST', `/subscriptions/unsubscribe/${row?.token}`, { 'List-Unsubscribe': 'One-Click' })
    case 'remove':
      return world.admin('DELETE', `/api/subscribers/${row?.id}`)
    case 'forget':
      return world.admin('POST', '/api/suppressions', { email, reason: 'erased' })
  }
}
