import { bureauDesk } from '../../../shared/api/bureau-desk'
import { ask } from './http'

/** What waits at the bureau. Throws `Problem`. */
export const readDesk = () => ask(bureauDesk, 'GET', '/bureau/desk')
