import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import preact from '@preact/preset-vite'
import { defineConfig } from 'wxt'
import { MINIMUM } from './extension/journal/build'
import { builtIn, calls } from './extension/sites'
import { matches } from './extension/sites/hosts'
import { readPublisherKey } from './server/deploy/publisher'

/**
 * One publisher = one id for unpacked, zip and packed builds: the public key fixes Chromium's id, the gecko id Firefox's.
 * XUEJI_PUBLISHER_KEY is the file of the private key, of which only the public half is read here. The default is a
 * development key whose private half was thrown away when it was made.
 */
const publisherKey = process.env.XUEJI_PUBLISHER_KEY
const key =
  (publisherKey ? publicHalf(publisherKey) : undefined) ??
  process.env.XUEJI_EXTENSION_KEY ??
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAkjiMouyKvRFpLcpdzEQe3ZgsoW8AfqE9l7Qlopt0KTXET36YqPtAvu6A/bgKRuEJZEgyK39KWvtxp03Zqc7QPsfE87061w91/WwH0ovdmbrx9jlceIuswPZIxuIZ0Ma18ljT/peowzktpO3UjPKenuqMYKjyt45dzvSmiyYICc3IkQ+RxlEAxxI0TsZDSSg4NgZ5cc6LoM7P2ScGiDFLr2HZSuNZsQLLSMwz/tLOBKan784soOhuKnZNvdkNwqTPmhqhrxFtXJ4xBYCXmuEW7VIEiiwqRSZFRl8NUk5oCP+3GRTxrcYJC/DgPyyD8bJtpafm9T1+1yVha1hJTsG15wIDAQAB'
const geckoId = process.env.XUEJI_GECKO_ID ?? 'xueji-dev@xueji.invalid'

/** Where Firefox looks for updates of an XPI that no store lists; it has to be known when Mozilla signs it. */
const geckoUpdates = process.env.XUEJI_GECKO_UPDATES

/** Only for headless tests and the demo, where no permission prompt can be answered: a host the build may reach from the start. */
const testServer = process.env.XUEJI_TEST_SERVER

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: testServer ? 'dist/extension-test' : 'dist/extension',
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  hooks: {
    /** The rules stand beside the scripts, so that no frame carries those of other sites. */
    'build:publicAssets'(_, files) {
      files.push({ relativeDest: 'rules.json', contents: JSON.stringify(builtIn) })
      // One practice lesson, on the server and where no server is.
      files.push({ relativeDest: 'practice.webm', absoluteSrc: resolve('server/reach/public/practice.webm') })
    },
    'prepare:publicPaths'(_, paths) {
      paths.push('rules.json', 'practice.webm')
    },
    /**
     * Every frame loads its own copy of the content script, and the worker starts anew every few minutes: the polyfill's
     * 10 kB stay with the pages. What these two use, all our browsers have as promises.
     */
    'vite:build:extendConfig'(entrypoints, config) {
      if (entrypoints.some(({ type }) => type !== 'content-script' && type !== 'background')) return
      const alias = { find: 'wxt/browser', replacement: '@wxt-dev/browser' }
      config.plugins = [
        { name: 'lean', enforce: 'pre', config: () => ({ resolve: { alias: [alias] } }) },
        ...(config.plugins ?? []),
      ]
    },
  },
  vite: ({ browser }) => ({
    plugins: [preact()],
    build: { target: browser === 'firefox' ? `firefox${MINIMUM.firefox}` : `chrome${MINIMUM.chrome}` },
    define: { XUEJI_CALLS: JSON.stringify(calls) },
  }),
  manifest: ({ browser }) => ({
    name: '学迹',
    description: '__MSG_description__',
    default_locale: 'zh_CN',
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'scripting', 'notifications'],
    host_permissions: [...matches, ...(testServer ? [`${testServer}/*`] : [])],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    incognito: 'not_allowed',
    commands: {
      'answer-presence': { suggested_key: { default: 'Alt+Shift+X' }, description: '__MSG_answer_presence__' },
    },
    /** Stands over pages that play, wherever that may be; nothing else of ours can be loaded by a page. */
    web_accessible_resources: [
      {
        resources: ['presence.html'],
        matches: ['https://*/*', 'http://*/*'],
        // In Firefox the address of an extension is another in every profile anyway.
        ...(browser !== 'firefox' && { use_dynamic_url: true }),
      },
    ],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: geckoId,
              strict_min_version: `${MINIMUM.firefox}.0`,
              ...(geckoUpdates && { update_url: geckoUpdates }),
              data_collection_permissions: { required: ['websiteActivity', 'websiteContent'] },
            },
          },
        }
      : {
          key,
          minimum_chrome_version: String(MINIMUM.chrome),
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
})

/** SPKI, base64: what the manifest calls `key`. Throws when the file holds no such key. */
function publicHalf(file: string): string {
  return Buffer.from(readPublisherKey(readFileSync(file, 'utf8')).spki).toString('base64')
}
