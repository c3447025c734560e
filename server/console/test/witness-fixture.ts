import type { Hono } from 'hono'
import type { WitnessState } from '../../../shared/api/witness'
import { asBureau } from './bureau-fixture'
import { at, hex } from './instants'
import type { Screen } from './screens'

const witnesses = [{ id: 'named-1', name: '绥化市人社局', key: `绥化市人社局+1a2b3c4d+BA${'x'.repeat(42)}` }]
const own: WitnessState['own'] = {
  ...{ fingerprint: hex(61, 64), sealed: true },
  witnesses: witnesses.map((one) => ({ ...one, last: { generation: 0, size: 2310, at: at(9) } })),
}
const desk: WitnessState['desk'] = {
  self: { name: '绥化市人社局', key: witnesses[0]?.key ?? '', fingerprint: hex(62, 64) },
  logs: [
    {
      ...{ id: 'log-1', name: '绥化示范职业培训学校', fingerprint: hex(63, 64), findings: [], refusals: [] },
      ...{ address: 'https://xueji.example.cn:8787', look: { at: at(9), problem: '' } },
      last: { origin: 'xueji/ab12cd34/0', size: 2310, at: at(9) },
    },
    {
      ...{ id: 'log-2', name: '海伦机械厂', fingerprint: hex(64, 64), findings: [], address: 'https://10.1.2.3:8787' },
      look: { at: at(11), problem: '连不上 https://10.1.2.3:8787：connect ECONNREFUSED 10.1.2.3:8787' },
      last: { origin: 'xueji/ef56ab78/0', size: 911, at: at(8) },
      refusals: [
        {
          at: at(10),
          sentence:
            '日志变短了：上次见到 xueji/ef56ab78/0 的 911 条，现在出示的是 xueji/ef56ab78/0 的 870 条。封存过的回执被删掉了，或者数据库恢复自旧的备份',
        },
      ],
    },
  ],
}

/** 备查 as a bureau and as the server of a 单位 have it. */
export function witnessRoutes(app: Hono, isBureau: () => boolean): void {
  app.get('/api/witness', (c) => c.json({ ...(isBureau() && { desk }), own }))
}

export const witnessScreens: Screen[] = [
  { name: 'witness', path: '/settings/witness' },
  {
    ...{ name: 'witness-bureau', path: '/settings/witness', before: asBureau },
    prepare: (page) => page.getByText('日志变短了').waitFor(),
  },
]
