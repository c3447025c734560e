import type { AuthorityRow } from '../../../shared/api/bureau-authorities'
import { at } from './instants'

const stampRoot = {
  ...{ id: 'a-1', fingerprint: 'c7'.repeat(32), subject: 'C=CN，O=示范时间戳机构，CN=示范时间戳根证书', by: '王局长' },
  ...{
    issuer: 'C=CN，O=示范时间戳机构，CN=示范时间戳根证书',
    validFrom: at(9),
    validTo: at(9) + 3650 * 86_400_000,
    at: at(9),
  },
}
/** One that is believed, and one that no longer is. */
export const authorities: AuthorityRow[] = [
  stampRoot,
  {
    ...{ ...stampRoot, id: 'a-2', fingerprint: 'd4'.repeat(32), subject: 'O=旧时间戳机构，CN=旧根证书' },
    ended: { by: '王局长', at: at(9), reason: '机构停止服务' },
  },
]
