import { isNull } from 'drizzle-orm'
import { changeKinds } from '../../../shared/api/roster'
import type { Store } from '../../db/store'

/** How somebody who left is called on screens and forms, by the change. */
export const leftWords: Readonly<Record<string, string>> = {
  leave: `已${changeKinds.leave}`,
  replace: `已${changeKinds.replace}`,
  transfer: `已${changeKinds.transfer}`,
}

/** Seats of people who are in their class now. */
export const present = ({ t }: Pick<Store, 't'>) => isNull(t.seat.leftAt)
