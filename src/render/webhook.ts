import type { Composition } from '../core/composition.ts'
import type { WebhookShape } from '../core/webhook.ts'
import { viewOf } from './view-of.ts'
import { jsonPost } from './webhook-json.ts'
import { slackPost } from './webhook-slack.ts'
import { teamsPost } from './webhook-teams.ts'
import { wordingFor } from './wording.ts'

/** What is posted to webhooks. */

export type PostKind = 'edition' | 'correction' | 'test'

/** The body of a post: JSON in the shape that the other side understands. `at` (RFC 3339, UTC) is when the edition or correction was sent off. */
export function renderPost(
  shape: WebhookShape,
  composition: Composition,
  { kind, publicUrl, at }: { readonly kind: PostKind; readonly publicUrl: string; readonly at: string },
): string {
  const view = viewOf(composition, { publicUrl, letter: { kind, unsubscribe: null } })
  const wording = wordingFor(composition.language)
  switch (shape) {
    case 'json':
      return jsonPost(composition, view, kind, at)
    case 'slack':
      return slackPost(view, wording)
    case 'teams':
      return teamsPost(view, wording)
  }
}
