import { closing } from '../../../shared/api/closing'
import { ask } from './http'
import { ofClass } from './lists'

/** The end of a class. All throw `Problem`. */
export const closings = {
  of: (id: string) => ask(closing, 'GET', ofClass(id, 'closing')),
  close: (id: string, reason: string) => ask(closing, 'POST', ofClass(id, 'close'), { reason }),
  reopen: (id: string, reason: string) => ask(closing, 'POST', ofClass(id, 'reopen'), { reason }),
}
