import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'

/** The address part every driven extension gets, so that its pages are known before it is installed. */
export const extensionUuid = '6f9619ff-8b86-4d01-b42d-00c04fc964ff'

const Manifest = v.object({
  browser_specific_settings: v.object({ gecko: v.object({ id: v.string() }) }),
})

/** The id in the manifest of an unpacked extension. Throws where it has none: Firefox would make up a new one at each install. */
export const geckoIdOf = (folder: string): string =>
  v.parse(Manifest, JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'))).browser_specific_settings
    .gecko.id

/** A proxy script that sends named hosts to their port, loopback directly and everything else nowhere. */
export function proxyScript(hosts: Record<string, number>): string {
  return `function FindProxyForURL(url, host) {
  if (host === '127.0.0.1' || host === 'localhost') return 'DIRECT'
  var ports = ${JSON.stringify(hosts)}
  return 'PROXY 127.0.0.1:' + (ports[host] || 9)
}`
}

export type Preferences = Record<string, string | number | boolean>

/** Preferences of a driven Firefox: quiet, Chinese, media may start by itself, hosts mapped, the extension's address and storage kept. */
export function preferences(
  hosts: Record<string, number>,
  downloads: string,
  geckoId: string | undefined,
): Preferences {
  const script = `data:application/x-ns-proxy-autoconfig;charset=utf-8,${encodeURIComponent(proxyScript(hosts))}`
  return {
    // 0 lets the system choose; the chosen port is written to MarionetteActivePort in the profile.
    'marionette.port': 0,
    'app.normandy.enabled': false,
    'app.update.auto': false,
    'browser.aboutConfig.showWarning': false,
    'browser.download.dir': downloads,
    'browser.download.folderList': 2,
    'browser.download.useDownloadDir': true,
    'browser.sessionstore.resume_from_crash': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.page': 0,
    'datareporting.policy.dataSubmissionEnabled': false,
    'dom.security.https_first': false,
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    'intl.accept_languages': 'zh-CN, zh',
    'media.autoplay.blocking_policy': 0,
    'media.autoplay.default': 0,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'network.proxy.autoconfig_url': script,
    'network.proxy.type': 2,
    'toolkit.startup.max_resumed_crashes': -1,
    ...(geckoId === undefined
      ? {}
      : { 'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: extensionUuid }) }),
  }
}

export async function writePreferences(profile: string, values: Preferences): Promise<void> {
  const lines = Object.entries(values).map(
    ([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`,
  )
  await writeFile(path.join(profile, 'user.js'), `${lines.join('\n')}\n`)
}
