import { fieldWords, isField } from '../../site/words'
import type { Link, SeatRule, Shown } from './inquiry'
import { at, listed } from './say'
import { thresholds } from './thresholds'

/** Rules over the chains themselves: what wrote them, and where they begin and end. */

export const chainForked: SeatRule = {
  code: 'chain-forked',
  find({ forks }): Shown | undefined {
    const [first] = forks
    if (!first) return undefined
    return {
      detail: `有 ${forks.length} 处出现两个不同的分支，两边都已保留；先收到的为准，另一边不计时长`,
      entries: listed(forks),
    }
  },
}

export const chainRestarted: SeatRule = {
  code: 'chain-restarted',
  find({ chains }): Shown | undefined {
    const again = chains.filter(({ replaces }) => replaces)
    if (again.length < thresholds.restarts) return undefined
    return {
      detail: `有 ${again.length} 份学习记录是接着前一份重新开始的；已交的时间都在，没有交的那一段可能丢失`,
      entries: listed(again.map(({ chain }) => ({ chain, seq: 0 }))),
    }
  },
}

export const entryUnread: SeatRule = {
  code: 'entry-unread',
  find({ chains }): Shown | undefined {
    const unread = chains.flatMap(({ chain, read }) => read.unread.map((seq) => ({ chain, seq })))
    if (unread.length === 0) return undefined
    return {
      detail: `有 ${unread.length} 条记录本版本不认识，已原样保存、不计时长；可能来自更新的扩展`,
      entries: listed(unread),
    }
  },
}

/** What a `field-missing` entry says: `id@version field field …`. */
export function readMissing(detail: string): { rule: string; fields: string[] } {
  const [rule = '', ...fields] = detail.split(' ')
  return { rule, fields: fields.map((field) => (isField(field) ? fieldWords[field] : field)) }
}

export const fieldMissing: SeatRule = {
  code: 'field-missing',
  find({ chains }): Shown | undefined {
    const first = new Map<string, Link>()
    for (const { chain, read } of chains)
      for (const { seq, detail } of read.missing) if (!first.has(detail)) first.set(detail, { chain, seq })
    if (first.size === 0) return undefined
    const missing = [...first.keys()].sort().slice(0, thresholds.entries).map(readMissing)
    const words = missing.map(({ rule, fields }) => `${fields.join('、')}（网站规则 ${rule}）`).join('；')
    return {
      detail: `页面上读不到：${words}。学习时长照常记录；可能是网站改版，请更新扩展或联系管理员更新网站规则`,
      entries: listed([...first.values()]),
    }
  },
}

export const buildUnknown: SeatRule = {
  code: 'build-unknown',
  find({ chains }, { knownBuilds }): Shown | undefined {
    if (!knownBuilds) return undefined
    const strange = chains.filter(({ build }) => !knownBuilds.has(versionOf(build)))
    if (strange.length === 0) return undefined
    const builds = [...new Set(strange.map(({ build }) => build || '没有写明'))].sort().slice(0, 5)
    return {
      detail: `有 ${strange.length} 份学习记录由这些版本的扩展写下：${builds.join('、')}`,
      entries: listed(strange.map(({ chain }) => ({ chain, seq: 0 }))),
    }
  },
}

/** `0.1.0` of `0.1.0 chrome/156`. */
const versionOf = (build: string): string => build.split(' ')[0] ?? ''

/** A session that another sign-in ends. The last one of a chain may be under way. */
export const noSignOut: SeatRule = {
  code: 'no-sign-out',
  find({ chains }, { policy }): Shown | undefined {
    if (!policy.attendance?.signOut) return undefined
    const open = chains.flatMap(({ proofs, replaces }) => {
      const sessions = proofs.filter(({ kind }) => kind !== 'presence')
      return sessions.filter(({ kind, at }, i) => {
        const next = sessions[i + 1]
        // What a chain writes again of another one is followed, in the same instant, by its own sign-in.
        return kind === 'signin' && next?.kind === 'signin' && !(replaces && next.at === at)
      })
    })
    const [first] = open.toSorted((a, b) => a.at - b.at)
    if (!first) return undefined
    return { detail: `有 ${open.length} 次签到之后没有签退，最早是${at(first.at)}签到的那次`, entries: listed(open) }
  },
}
