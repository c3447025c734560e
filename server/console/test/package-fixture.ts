import type { Hono } from 'hono'
import type { ClaimPackage, Delivery } from '../../../shared/api/packages'
import { at, hex } from './instants'

const NAME = '申报资料包-2026年第三批线上职业技能培训补贴-2026-11-20'
const RECIPIENT = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj'
const records: ClaimPackage[] = [
  {
    ...{ number: 2, kind: 'videos', name: `${NAME}-视频.zip.age`, bytes: 4_812_113_902, sha256: hex(45, 64) },
    ...{ content: hex(46, 64), fingerprint: hex(4, 64), people: 64, dataHash: hex(47, 64), by: '刘敏', at: at(15, 13) },
    recipient: RECIPIENT,
  },
  {
    ...{ number: 1, kind: 'claim', name: `${NAME}.zip.age`, bytes: 41_482_113, sha256: hex(41, 64) },
    ...{ content: hex(42, 64), fingerprint: hex(4, 64), people: 64, dataHash: hex(47, 64), by: '刘敏', at: at(15, 12) },
    recipient: RECIPIENT,
  },
]
const known: Delivery = {
  recipient: {
    ...{ recipient: RECIPIENT, bureau: '绥化市人力资源和社会保障局', compared: '与就业科王科长当面逐字核对' },
    ...{ by: '周丽', at: at(2, 9) },
  },
  sm2: {
    fingerprint: hex(48, 64),
    key: 'MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEr1r0cT3wY2l2bXx6c1Z2b0pXcWJrZ0t0c2hZc0t3b0x2d2lUc3Z0d2F4c3ZyZ2J4dHNk',
    since: at(2, 10),
  },
}

/** Packages of a claim, and to whom they go. */
export function packageRoutes(app: Hono): void {
  app.get('/api/delivery', (c) => c.json(known))
  app.post('/api/delivery/recipient', (c) => c.json(known))
  app.post('/api/delivery/recipient/withdraw', (c) => c.json({ sm2: known.sm2 }))
  app.post('/api/delivery/sm2', (c) => c.json(known))
  app.get('/api/claims/:id/packages', (c) => c.json(records))
  for (const what of ['package', 'videos'])
    app.post(`/api/claims/:id/${what}/job`, (c) => c.json({ job: what === 'package' ? 'job-2' : 'job-3' }))
}
