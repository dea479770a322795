import { NO_BRAND } from './brand.ts'
import type { Briefing } from './briefing.ts'
import type { SubscriberState } from './subscriber.ts'

/** The briefing of a subscription as its reader may know it: of one that has become private only those who get it learn more than its name in addresses. */
export function knownBriefing(state: SubscriberState, briefing: Briefing | null): Briefing | null {
  return briefing?.visibility === 'private' && state !== 'active'
    ? { ...briefing, title: briefing.slug, description: null, brand: NO_BRAND }
    : briefing
}
