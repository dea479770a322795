/** How a message names the delivery that it is: by its Message-ID, which no outsider can guess. */

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const DELIVERY = new RegExp(`^<?(${UUID})\\.(${UUID})@[^@<>\\s]+>?$`, 'i')

/** A delivery, by the ids of its mailing and its subscriber. */
export interface DeliveryId {
  readonly mailing: string
  readonly subscriber: string
}

/** The Message-ID of a delivery, with its angle brackets. */
export function deliveryMessageId(mailing: string, subscriber: string, host: string): string {
  return `<${mailing}.${subscriber}@${host}>`
}

/** The delivery that a Message-ID names; null for any other. */
export function deliveryOf(messageId: string): DeliveryId | null {
  const [, mailing, subscriber] = DELIVERY.exec(messageId.trim()) ?? []
  return mailing && subscriber ? { mailing: mailing.toLowerCase(), subscriber: subscriber.toLowerCase() } : null
}
