import type { Hono } from 'hono'
import type {
  DesignationRow,
  FilingAnswer,
  FilingRow,
  FirmAnswer,
  FirmRow,
  KeyRead,
  OwnKeys,
  PlatformRow,
} from '../../../shared/api/bureau-register'
import { filedOfBody } from '../../../shared/plan/filed-body'
import { readFiling } from '../../../shared/plan/filing'
import { papersOf } from '../../../shared/plan/papers'
import vectors from '../../../shared/plan/vectors.json'
import { nodeCrypto } from '../../crypto'
import { asBureau } from './bureau-fixture'
import { at, hex } from './instants'
import { cut } from './lists-fixture'
import type { Screen } from './screens'

const [school, plant] = ['绥化市示范职业培训学校', '绥化市示范食品有限公司']
const firms: FirmRow[] = [
  {
    ...{ id: 'firm-1', kind: 'institution', name: school, creditCode: '91110000600037341L', key: hex(4, 64) },
    ...{ ended: false, filings: 3, claims: 2, at: at(2, 9) },
  },
  {
    ...{ id: 'firm-2', kind: 'enterprise', name: plant, creditCode: '91350211M0000XUF46', ended: true },
    ...{ filings: 1, claims: 1, at: at(3, 14) },
  },
  {
    ...{ id: 'firm-3', kind: 'enterprise', name: '绥化市北林区某纺织厂', creditCode: '', ended: false },
    ...{ filings: 0, claims: 1, at: at(6, 10) },
  },
]
const firm: FirmAnswer = {
  ...{ id: 'firm-1', kind: 'institution', name: school, creditCode: '91110000600037341L', their: 'school' },
  delivered: {
    ...{ id: 'delivery-1', what: 'stage', name: '养老护理员第3期-阶段包-2026-11-23.zip', sha256: hex(9, 64) },
    ...{ state: 'taken', received: 2_120_000, number: '', said: '阶段包', at: at(8, 31) },
  },
  keys: [
    {
      ...{ id: 'key-2', fingerprint: hex(4, 64), from: at(9, 8), how: 'rotation', compared: '', by: '周丽' },
      ...{ at: at(9, 9), ends: [] },
    },
    {
      ...{ id: 'key-1', fingerprint: hex(7, 64), from: at(1, 8), how: 'file', by: '周丽', at: at(2, 9) },
      compared: '电话与孙老师逐位核对',
      ends: [{ until: at(9, 8), why: 'rotated', reason: '', by: '周丽', at: at(9, 9) }],
    },
  ],
}
const entered = { by: '刘敏', at: at(2, 10) }
const designations: DesignationRow[] = [
  {
    ...{ id: 'd-1', name: school, creditCode: '91110000600037341L', batch: '第一批', ...entered },
    ...{ source: '关于公布第一批定点培训机构的通知', from: '2026-01-01', to: '2027-12-31' },
    occupations: [
      { name: '养老护理员', levels: ['五级', '四级'] },
      { name: '育婴员', levels: [] },
    ],
  },
  {
    ...{ id: 'd-2', name: '绥化市某职业培训中心', creditCode: '91350211M0000XUF46', batch: '第一批', ...entered },
    ...{ source: '同上', from: '2026-01-01', to: '', occupations: [] },
    ended: { day: '2026-10-01', reason: '取消定点资格' },
  },
]
const platforms: PlatformRow[] = [
  {
    ...{ id: 'p-1', firm: '', firmName: '', name: '中国职业培训在线', host: 'px.class.com.cn', kind: 'recommended' },
    ...{
      source: '绥人社函〔2020〕31号 附件：线上培训平台推荐网址',
      documents: [],
      from: '2020-02-20',
      to: '',
      ...entered,
    },
  },
  {
    ...{ id: 'p-2', firm: 'firm-2', firmName: plant, name: '示范食品学习平台', host: 'study.example.com', kind: 'own' },
    ...{ source: '备案时同意', documents: [hex(9, 64)], from: '2026-10-01', to: '2027-09-30', ...entered },
  },
]
const row: FilingRow = {
  ...{ id: 'filing-1', number: '开班受理〔2026〕2号', firm: 'firm-1', firmName: school, kind: 'institution' },
  ...{ title: '养老护理员（初级）第一期', version: 1, occupation: '养老护理员', level: '五级/初级工', trainees: 42 },
  ...{ from: '2026-12-14', to: '2027-01-15', receivedAt: at(18, 9), due: '2026-11-25', tentative: false, left: 3 },
  status: 'received',
}
const filings: FilingRow[] = [
  {
    ...row,
    id: 'filing-3',
    number: '备案受理〔2026〕1号',
    firm: 'firm-2',
    firmName: plant,
    kind: 'enterprise',
    left: -1,
  },
  row,
  { ...row, id: 'filing-2', number: '开班受理〔2026〕1号', status: 'agreed', left: undefined },
]

async function filing(id: string): Promise<FilingAnswer> {
  const { body } = await readFiling(nodeCrypto, vectors.filing)
  const decided = id === 'filing-2'
  return {
    ...(filings.find((one) => one.id === id) ?? row),
    ...{ hash: hex(11, 64), key: hex(4, 64), filedAt: at(17, 16), by: '刘敏', bureau: '绥化市人力资源和社会保障局' },
    papers: papersOf(filedOfBody(body, '2026-11-17', '绥化市人力资源和社会保障局')),
    attachments: [
      { kind: 'licence', label: '营业执照或登记证书', hash: hex(12, 64), held: true },
      { kind: 'platform-third-party', label: '第三方平台合作协议', hash: hex(13, 64), held: decided },
    ],
    problems: decided
      ? []
      : [
          {
            code: 'occupation-not-permitted',
            message: `${school}（第一批）的许可职业和等级里没有“保育师 五级/初级工”`,
          },
          { code: 'platform-not-agreed', message: '平台 study.example.cn 在 2026-12-14 没有经本局同意的登记' },
          {
            code: 'attachments',
            message: '有 1 个附件只列了名、没有随材料交来（第三方平台合作协议），请提交报送文件包（ZIP）',
          },
          {
            code: 'policy',
            message: '学时认定规则“绥化市 2020 年 31 号函”待人社局确认，同意即按此规则认定学时',
            note: true,
          },
        ],
    ...(decided && {
      decision: {
        ...{ outcome: 'agreed', number: '绥培备〔2026〕8号', date: '2026-11-18', remarks: '同意开班。', missing: [] },
        ...{ by: '周丽', at: at(18, 15) },
      },
    }),
    versions: [{ id, version: 1, number: row.number, status: 'received' }],
  }
}
const read: KeyRead = {
  ...{ state: 'read', fingerprint: hex(21, 64), name: plant, kind: 'enterprise', creditCode: '91350211M0000XUF46' },
  ...{ from: at(1, 8), known: false, held: true },
}
const own: OwnKeys = {
  ...{ fingerprint: hex(4, 64), since: at(9, 8) },
  rotations: [{ id: hex(4, 64), old: hex(7, 64), at: at(9, 8), by: '周丽' }],
}

/** The register of a bureau and what was filed with it. */
export function bureauRegisterRoutes(app: Hono): void {
  app.get('/api/organisation/keys', (c) => c.json(own))
  app.post('/api/organisation/key-rotation', (c) => c.json(own))
  app.get('/api/bureau/firms', (c) => c.json(cut(firms, c.req.query(), { text: ({ name }) => name })))
  app.get('/api/bureau/firms/:id', (c) => c.json(firm))
  app.post('/api/bureau/keys', (c) => c.json(read))
  app.get('/api/bureau/designations', (c) => c.json(cut(designations, c.req.query(), { text: ({ name }) => name })))
  app.get('/api/bureau/platforms', (c) => c.json(cut(platforms, c.req.query(), { text: ({ name }) => name })))
  app.get('/api/bureau/filings', (c) =>
    c.json(
      cut(filings, c.req.query(), {
        text: ({ title }) => title,
        filter: { received: ({ status }) => status === 'received' },
      }),
    ),
  )
  app.get('/api/bureau/filings/:id', async (c) => c.json(await filing(c.req.param('id'))))
  app.post('/api/bureau/filings/:id/decision', async (c) => c.json(await filing('filing-2')))
}

const key = { name: '单位密钥文件.json', mimeType: 'application/json', buffer: Buffer.from('{}') }
export const bureauRegisterScreens: Screen[] = [
  { name: 'own-keys', path: '/settings/keys' },
  { name: 'own-keys-bureau', path: '/settings/keys', before: asBureau },
  {
    ...{ name: 'bureau-register', path: '/register', before: asBureau },
    prepare: async (page) => {
      await page.locator('input[type=file]').first().setInputFiles(key)
      await page.getByText('与单位核对这个指纹').waitFor()
      await page.getByRole('row').nth(1).waitFor()
    },
  },
  {
    ...{ name: 'bureau-firm', path: '/register/firm-1', before: asBureau },
    prepare: async (page) => {
      await page.getByRole('button', { name: /^停用/ }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    ...{ name: 'bureau-designations', path: '/register/designations', before: asBureau },
    prepare: async (page) => {
      await page.getByText('登记定点培训机构', { exact: true }).click()
      await page.getByRole('row').nth(1).waitFor()
    },
  },
  {
    ...{ name: 'bureau-platforms', path: '/register/platforms', before: asBureau },
    prepare: async (page) => {
      await page.getByText('登记培训平台', { exact: true }).click()
      await page.getByRole('row').nth(1).waitFor()
    },
  },
  {
    ...{ name: 'bureau-filings', path: '/filings', before: asBureau },
    prepare: (page) => page.getByRole('row').nth(1).waitFor(),
  },
  {
    ...{ name: 'bureau-filing', path: '/filings/filing-1', before: asBureau },
    prepare: (page) => page.getByText('一次告知的补正内容').waitFor(),
  },
  { name: 'bureau-filing-print', path: '/filings/filing-2/print', before: asBureau },
]
