import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { BadSetting } from './bad-setting'
import { type Publisher, readPublisherKey, type StoreName, storeNames } from './deploy/publisher'

/** What was given of the publisher, read and checked. Throws BadSetting. */
export function publisherOf(given: {
  stores: readonly string[]
  key: string | undefined
  signedXpi: string | undefined
}): Publisher {
  return {
    stores: Object.fromEntries(given.stores.map(storeOf)),
    ...(given.key && { key: keyOf(given.key) }),
    ...(given.signedXpi && { signedXpi: fileOf(given.signedXpi) }),
  }
}

function storeOf(text: string): [StoreName, string] {
  const [name, address = ''] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]
  const store = storeNames.find((one) => one === name)
  if (!store || !URL.canParse(address) || new URL(address).protocol !== 'https:')
    throw new BadSetting(
      `商店页面 --store 应像 edge=https://…，名称是 ${storeNames.join('、')} 之一，现在是“${text}”。 --store must be NAME=https://….`,
    )
  return [store, address]
}

function keyOf(file: string): NonNullable<Publisher['key']> {
  try {
    return readPublisherKey(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new BadSetting(
      `发布者私钥 --publisher-key 不能用：${file}（${reason(error)}）。应是 2048 位以上、没有口令的 RSA 私钥（PEM），生成办法见 extension/RELEASE.md。 --publisher-key is not a usable RSA key in PEM.`,
    )
  }
}

function fileOf(file: string): string {
  try {
    readFileSync(file)
    return resolve(file)
  } catch {
    throw new BadSetting(`--signed-xpi 的文件读不到：${file}。 The file cannot be read.`)
  }
}

const reason = (error: unknown): string =>
  error instanceof Error && !('code' in error) ? error.message : '文件读不到 cannot be read'
