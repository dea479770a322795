import type { Reader } from '../newsroom/read.ts'
import type { Store } from '../store/store.ts'

/** What a page is made with. */
export interface PageContext {
  readonly store: Store
  readonly publicUrl: string
  /** Of what belongs to no briefing. */
  readonly siteLanguage: string
  readonly now: Date
  readonly reader: Reader
}

/** A page before it is an answer: everything that the edge may keep, and for how long, is said here. */
export interface Page {
  readonly body: string | ArrayBuffer
  readonly contentType: string
  readonly language: string
  /** What it is made of: a purge of any of these tags drops it. */
  readonly tags: readonly string[]
  /** How long it may be kept, where anyone may see it. */
  readonly policy: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly status?: number
  /** Stands for the content; without one the content's own hash does. */
  readonly version?: string
}
