import { isNull } from 'drizzle-orm'
import type { MissingItem } from '../../shared/api/home'
import type { BackupAlert } from '../../shared/api/keep'
import type { Actor } from '../access/actor'
import { isHost } from '../access/host'
import type { Deps } from '../deps'
import { readChoice } from './choice'
import { lastGood, newestRecords, packagesIn } from './records'

type Needs = Pick<Deps, 'store' | 'clock'>

const HOUR = 3_600_000
/** So many hours without a good backup are too many. */
const OVERDUE = 48

/** Roles that can do something about a backup that is missing. */
const acting = new Set<Actor['role']>(['administrator', 'manager', 'hr'])

/** What is wrong with the backups of a server, for who can act. */
export async function alertOf(needs: Needs): Promise<BackupAlert> {
  const { store } = needs
  const chosen = await readChoice({ store })
  if (!chosen) return { state: 'unchosen', message: '还没有选择备份。设置在选好以前没有完成' }
  if (chosen.choice === 'later')
    return {
      state: 'later',
      message: '还没有设置备份：这台电脑一旦损坏或丢失，名册、开班和申报资料都找不回来。请到“备份”选择一个文件夹',
    }
  const [last] = await newestRecords(store, 1)
  if (last?.problem) return { state: 'failed', message: `最近一次备份没有成功：${last.problem}` }
  const { lacking } = packagesIn(last)
  if (lacking > 0)
    return {
      state: 'failed',
      message: `最近一次备份里有 ${lacking} 个收到的资料包没有备份：文件不在或已损坏，或者备份文件夹放不下。请到“备份”换一个更大的文件夹，并到“资料留存与审计”查看`,
    }
  const hours = await hoursWithout(needs)
  if (hours <= OVERDUE) return { state: 'none' }
  return {
    state: 'overdue',
    message: `已有 ${Math.floor(hours / 24)} 天没有成功的备份。请让服务器一直开着，或到“备份”点“立即备份”`,
  }
}

/**
 * What every screen asks. Who can act reads what to do; everybody else of the server's own organisation reads whom to tell, with
 * no folder in it; members of hosted organisations read of a backup that is overdue and no more.
 */
export async function backupAlert(needs: Needs, { organisation, role }: Actor): Promise<BackupAlert> {
  if (!(await isHost(needs, organisation))) return hostedAlert(needs)
  const alert = await alertOf(needs)
  if (alert.state === 'none') return alert
  if (acting.has(role)) return { ...alert, mayAct: true }
  return { state: alert.state, message: `请告诉管理员：${plain[alert.state](await hoursWithout(needs))}` }
}

const plain: Record<Exclude<BackupAlert['state'], 'none'>, (hours: number) => string> = {
  unchosen: () => '服务器还没有选择备份',
  later: () => '服务器还没有设置备份',
  failed: () => '服务器最近一次备份没有成功',
  overdue: (hours) => `服务器已有 ${Math.floor(hours / 24)} 天没有成功的备份`,
}

async function hostedAlert(needs: Needs): Promise<BackupAlert> {
  const hours = await hoursWithout(needs)
  if (hours <= OVERDUE) return { state: 'none' }
  return { state: 'overdue', message: `服务器已有 ${Math.floor(hours)} 小时没有成功备份，请联系托管单位` }
}

/** Since the last good backup; where none was ever made, since the choice or the set-up. */
async function hoursWithout({ store, clock }: Needs): Promise<number> {
  const { t, read } = store
  const [host] = await read
    .select({ at: t.organisation.createdAt })
    .from(t.organisation)
    .where(isNull(t.organisation.hostedBy))
  const since = (await lastGood(store))?.startedAt ?? (await readChoice({ store }))?.at ?? host?.at ?? clock.now()
  return (clock.now() - since) / HOUR
}

/** The start page's row: the server's own organisation alone has an administrator who can act. */
export async function missingBackup(needs: Needs, actor: Actor): Promise<MissingItem[]> {
  const { state, message = '' } = await backupAlert(needs, actor)
  if (state === 'none' || !(await isHost(needs, actor.organisation))) return []
  return [{ code: 'backup', turn: 'administrator', title: message }]
}
