import type { Crx, Xpi } from './packed'

/** What Chromium asks for: the newest version, and where it is. Every value is ours and needs no escaping but the address. */
export const updateManifest = (server: string, { id, version, minimumChromium }: Crx): string =>
  [
    `<?xml version='1.0' encoding='UTF-8'?>`,
    `<gupdate xmlns='http://www.google.com/update2/response' protocol='2.0'>`,
    `  <app appid='${id}'>`,
    `    <updatecheck codebase='${escaped(`${server}/extension/xueji.crx`)}' version='${version}'${minimumChromium === undefined ? '' : ` prodversionmin='${minimumChromium}'`} />`,
    '  </app>',
    '</gupdate>',
    '',
  ].join('\n')

const escaped = (text: string): string => text.replace(/[&<>'"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** What Firefox asks for, where the signed XPI names this server as its `update_url`. */
export const firefoxUpdates = (server: string, { id, version, hash, minimumFirefox }: Xpi): object => ({
  addons: {
    [id]: {
      updates: [
        {
          version,
          update_link: `${server}/extension/xueji.xpi`,
          update_hash: `sha256:${hash}`,
          applications: { gecko: { strict_min_version: minimumFirefox } },
        },
      ],
    },
  },
})
