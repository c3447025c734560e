import type { PlatformAccount } from '../../../shared/api'

const MOST = 10

/**
 * A cell of the column 平台账号: one account for every platform, or several as `平台=账号` separated by ；, the platform by
 * its host (px.class.com.cn). What is wrong with it, in words, where it cannot be read.
 */
export function readAccounts(cell: string): PlatformAccount[] | string {
  const parts = cell
    .normalize('NFKC')
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
  if (parts.length > MOST) return `最多填 ${MOST} 个账号，请删去不用的`
  const accounts: PlatformAccount[] = []
  for (const part of parts) {
    const equals = part.indexOf('=')
    const site =
      equals < 0
        ? undefined
        : part
            .slice(0, equals)
            .trim()
            .toLowerCase()
            .replace(/^https?:\/\//, '')
            .replace(/\/.*$/, '')
    const account = part.slice(equals + 1).replace(/\s+/g, '')
    if (account === '' || account.length > 100) return '账号是空的或太长，请核对'
    if (site !== undefined && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(site))
      return `“${part.slice(0, equals)}”不是网站地址，请写成 px.class.com.cn=账号；只有一个账号时不必写平台`
    accounts.push({ ...(site !== undefined && { site }), account })
  }
  return accounts
}

/** Two people with one account: one of them studies under the other's name, or somebody mistyped. */
export function sharedAccounts(
  people: readonly { row: number; accounts: readonly PlatformAccount[] }[],
): { row: number; column: string; message: string }[] {
  const seen = new Map<string, number>()
  return people.flatMap(({ row, accounts }) =>
    accounts.flatMap(({ site = '', account }) => {
      const key = `${site}=${account}`
      const earlier = seen.get(key)
      if (earlier === undefined) seen.set(key, row)
      return earlier === undefined || earlier === row
        ? []
        : [{ row, column: '平台账号', message: `与第 ${earlier} 行的账号相同，请核对` }]
    }),
  )
}
