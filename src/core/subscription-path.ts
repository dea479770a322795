/** The paths of what readers do about their subscriptions. */

export const SUBSCRIPTIONS = '/subscriptions'

export const subscribePath = (briefing: string) => `/briefings/${briefing}/subscribe`

export const confirmPath = (token: string) => `${SUBSCRIPTIONS}/confirm/${token}`

/** The token is the stored one, which stands in every mail. */
export const unsubscribePath = (token: string) => `${SUBSCRIPTIONS}/unsubscribe/${token}`

export const managePath = (token: string) => `${SUBSCRIPTIONS}/manage/${token}`
