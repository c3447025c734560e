import { matches } from '../../extension/sites/hosts'
import { type RegKey, regFile } from './reg'

/** From where a browser of one make installs. */
export interface Source {
  id: string
  updateUrl: string
}

/** What the extension finds set on the computer. Absent: the trainee says it. */
export interface Configuration {
  server: string
  classCode?: string
}

/** Policies of Chromium, by Chrome's names; every browser made from it has the same. */
export function chromiumPolicies({ id, updateUrl }: Source, configuration: Configuration): object {
  return {
    ExtensionInstallForcelist: [`${id};${updateUrl}`],
    ExtensionSettings: { [id]: settingsOf(updateUrl, configuration) },
    '3rdparty': { extensions: { [id]: { ...configuration } } },
  }
}

const settingsOf = (updateUrl: string, { server }: Configuration) => ({
  installation_mode: 'force_installed',
  update_url: updateUrl,
  /** The icon says whether it records: it is to be seen. */
  toolbar_pin: 'force_pinned',
  /** Where all sites are blocked to extensions, these are not. Hosts only: the policy knows neither paths nor ports. */
  runtime_allowed_hosts: [...matches.map((pattern) => pattern.replace(/\/\*$/, '')), hostOf(server)],
})

function hostOf(server: string): string {
  const { protocol, hostname } = new URL(server)
  return `${protocol}//${hostname}`
}

/** Where browsers on Windows read their policies, below HKEY_LOCAL_MACHINE. */
export const registryRoots = {
  chrome: 'SOFTWARE\\Policies\\Google\\Chrome',
  chromium: 'SOFTWARE\\Policies\\Chromium',
  edge: 'SOFTWARE\\Policies\\Microsoft\\Edge',
  /** Named by one public source and by nothing of the maker's: to be tried on one computer first. */
  '360': 'SOFTWARE\\Policies\\360se6',
} as const
export type RegistryRoot = keyof typeof registryRoots

/** Lists are numbered; a number that nobody else takes leaves the other lines of the list alone. */
const LINE = '8787'

/** The same policies in the registry. */
export function registryKeys(root: RegistryRoot, source: Source, configuration: Configuration): RegKey[] {
  const { id, updateUrl } = source
  const at = (...path: string[]) => ['HKEY_LOCAL_MACHINE', registryRoots[root], ...path].join('\\')
  const { runtime_allowed_hosts: hosts, ...settings } = settingsOf(updateUrl, configuration)
  return [
    { key: at('ExtensionInstallForcelist'), values: { [LINE]: `${id};${updateUrl}` } },
    { key: at('ExtensionSettings', id), values: settings },
    {
      key: at('ExtensionSettings', id, 'runtime_allowed_hosts'),
      values: Object.fromEntries(hosts.map((host, n) => [String(n + 1), host])),
    },
    { key: at('3rdparty', 'extensions', id, 'policy'), values: { ...configuration } },
  ]
}

/** Takes back all of it: browsers remove the extension at their next look. */
export function registryUndo(root: RegistryRoot, { id }: Source): RegKey[] {
  const at = (...path: string[]) => ['HKEY_LOCAL_MACHINE', registryRoots[root], ...path].join('\\')
  return [
    { key: at('ExtensionInstallForcelist'), values: { [LINE]: false } },
    { key: at('ExtensionSettings', id), values: false },
    { key: at('3rdparty', 'extensions', id), values: false },
  ]
}

/** `policies.json` of Firefox, which every Firefox reads, in a domain or not. `ca`: the server's certificate is of a CA that only Windows knows. */
export const firefoxPolicies = (
  { id, installUrl }: { id: string; installUrl: string },
  configuration: Configuration,
  { ca }: { ca: boolean },
): object => ({
  policies: {
    ExtensionSettings: {
      [id]: { installation_mode: 'force_installed', install_url: installUrl, default_area: 'navbar' },
    },
    '3rdparty': { Extensions: { [id]: { ...configuration } } },
    ...(ca && { Certificates: { ImportEnterpriseRoots: true } }),
  },
})

export const jsonFile = (value: object): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)

const NOTES = [
  '学迹：统一安装浏览器扩展。请以管理员身份导入，再重启浏览器。',
  '没有加入域、也没有用 Chrome 企业版管理的 Windows 电脑，Chrome 和 Edge 会拒绝商店以外的强制安装。',
]

export const windowsFile = (keys: readonly RegKey[]): Uint8Array => regFile(keys, NOTES)
export const windowsUndo = (keys: readonly RegKey[]): Uint8Array =>
  regFile(keys, ['学迹：撤销统一安装。请以管理员身份导入，再重启浏览器。'])
