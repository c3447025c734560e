import type { Hono } from 'hono'
import type { InstallInfo } from '../../../shared/api/install'
import type { Screen } from './screens'

const id = 'fmlkbjpodgchmnaeblnpoiejhdkcgafi'
const everywhere: InstallInfo = {
  server: 'https://px.example.cn',
  ca: true,
  browsers: {
    chrome: { id, from: 'server' },
    edge: { id, from: 'server' },
    '360': { id, from: 'server' },
    firefox: { id: 'xueji@px.example.cn', from: 'store' },
  },
  classes: [
    { id: 'class-1', name: '养老护理员第1期' },
    { id: 'class-2', name: '电工第2期' },
  ],
}

let info = everywhere

export function installRoutes(app: Hono): void {
  app.get('/api/install', (c) => c.json(info))
  app.get('/api/install/:file', (c) => c.body('{}'))
}

export const installScreens: Screen[] = [
  {
    name: 'install',
    path: '/settings/install',
    before: () => {
      info = everywhere
    },
    prepare: (page) => page.getByRole('heading', { name: 'Windows：撤销' }).waitFor(),
  },
  {
    name: 'install-nothing',
    path: '/settings/install',
    before: () => {
      info = { ...everywhere, browsers: {} }
    },
    prepare: (page) => page.getByText('现在还不能统一安装').waitFor(),
  },
]
