import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import type { LaunchOptions } from './browser'

/** Chromium's own rule lists take the first match, so the named hosts stand before the one that stops everything else. */
export function resolverRules(hosts: Record<string, number>): string {
  const named = Object.entries(hosts).map(([host, port]) => `MAP ${host} 127.0.0.1:${port}`)
  return [...named, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost'].join(', ')
}

/** Flags both ways of driving share: nothing leaves the machine, media may start by itself, Chinese, one extension. */
export function chromiumFlags({ extension, installed, hosts = {}, flags = [] }: LaunchOptions): string[] {
  const folder = extension === undefined ? undefined : path.resolve(extension)
  return [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    ...(installed === undefined ? ['--disable-background-networking'] : []),
    '--disable-component-update',
    '--disable-sync',
    '--hide-crash-restore-bubble',
    '--mute-audio',
    '--lang=zh-CN',
    '--accept-lang=zh-CN,zh',
    '--window-size=1280,900',
    '--autoplay-policy=no-user-gesture-required',
    ...flags,
    `--host-resolver-rules=${resolverRules(hosts)}`,
    ...(folder === undefined ? [] : [`--disable-extensions-except=${folder}`, `--load-extension=${folder}`]),
  ]
}

/** The interface language on Linux comes from the environment, not from the flag. */
export const chineseEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, LANGUAGE: 'zh_CN.UTF-8' })

/**
 * The id Chromium gives an unpacked extension: the first 16 bytes of SHA-256 over its public key, or over its folder where the
 * manifest has no `key`, written with a to p for the digits.
 */
export function extensionIdOf(folder: string): string {
  const manifest = v.parse(
    v.object({ key: v.optional(v.string()) }),
    JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')),
  )
  const source = manifest.key === undefined ? path.resolve(folder) : Buffer.from(manifest.key, 'base64')
  const digits = createHash('sha256').update(source).digest('hex').slice(0, 32)
  return [...digits].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('')
}
