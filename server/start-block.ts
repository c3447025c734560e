import { join } from 'node:path'
import type { Settings } from './settings'

export interface Started extends Pick<Settings, 'publicUrl' | 'dataDir' | 'databaseUrl' | 'tls'> {
  /** The one-time set-up link; undefined once the server is set up. */
  setup: string | undefined
  /** Folder of the built extension. */
  extension: string
}

/** What a person sees once the server listens: where to go next, in Chinese and English. */
export function startBlock({ publicUrl, dataDir, databaseUrl, tls, setup, extension }: Started): string {
  const rule = '─'.repeat(78)
  return [
    rule,
    '学迹已启动 Xueji is running',
    '',
    `控制台 console        ${publicUrl}`,
    ...(setup
      ? [
          `首次设置 set-up       ${setup}`,
          '                      （只能用一次，请勿转发 one-time link, keep it to yourself）',
        ]
      : []),
    ...(tls.kind === 'self'
      ? [`内网证书 certificate  ${publicUrl}/ca.crt （每台电脑安装一次 install once on each computer）`]
      : []),
    `数据 data             ${dataDir}${databaseUrl ? ' （密钥 keys）+ PostgreSQL' : ''}`,
    '',
    '浏览器扩展 browser extension',
    '  Chrome / Edge / 360：打开 chrome://extensions，打开“开发者模式”，点“加载已解压的扩展程序”，选',
    '  Chromium: chrome://extensions, Developer mode, Load unpacked:',
    `    ${join(extension, 'chrome-mv3')}`,
    '  Firefox：打开 about:debugging#/runtime/this-firefox，点“临时载入附加组件”，选',
    '  Firefox: about:debugging, This Firefox, Load Temporary Add-on:',
    `    ${join(extension, 'firefox-mv3', 'manifest.json')}`,
    '',
    '停止 stop: Ctrl-C',
    rule,
  ].join('\n')
}
