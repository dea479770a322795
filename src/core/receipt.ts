/** What the other side answered when a message was handed to it. `detail` is its own words, or what went wrong in ours. */
export type Receipt =
  | { readonly state: 'sent'; readonly detail: string }
  /** Refused for good. `mailbox`: it is this mailbox that is refused, not the message or the sender. */
  | { readonly state: 'refused'; readonly detail: string; readonly mailbox: boolean }
  /** Refused for now. `retryAfter` in seconds, where the other side says; null where it does not. */
  | { readonly state: 'deferred'; readonly detail: string; readonly retryAfter: number | null }
  /** It may have been taken: the connection was lost between the end of the message and the answer. */
  | { readonly state: 'unknown'; readonly detail: string }
