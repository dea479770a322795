import type { SessionKey } from '../../core/session.ts'
import type { Door } from '../door.ts'

/** What the doors of the desk know beside what all doors do. */
export interface DeskDoor extends Door {
  Variables: Door['Variables'] & {
    readonly key: SessionKey
    /** What every form has to carry. */
    readonly formToken: string
  }
}
