import { eq } from 'drizzle-orm'
import { type Actor, mayActAs, roles } from '../access/actor'
import type { Deps } from '../deps'
import { type KeptBureau, keptBureau } from './kept-bureau'

/**
 * Why nothing is fetched by itself any more, with what to do; '' where it is. It goes in the name of whoever confirmed the address, as long as they may
 * take files of the bureau in.
 */
export async function troubleOf(
  { store: { t, read } }: Pick<Deps, 'store'>,
  { by }: Pick<KeptBureau, 'by'>,
): Promise<string> {
  const [member] = await read.select().from(t.member).where(eq(t.member.id, by))
  const role = roles.find((one) => one === member?.role)
  const todo =
    '人社局的结果不再自动取回。请另一位负责人在“网络报送”点“更换”，用同一网址重新核对、登记；在此之前可以用按钮取回'
  if (!member || member.stoppedAt !== null) return `登记网址的${member?.name ?? '人员'}已停用，${todo}`
  if (!role || !mayActAs({ role }, 'hr')) return `登记网址的${member.name}已不能办理报送，${todo}`
  return ''
}

/** The same for the start page; '' where nobody exchanges by address. */
export async function sendingTrouble(deps: Pick<Deps, 'store'>, { organisation }: Actor): Promise<string> {
  const kept = await keptBureau(deps.store.read, deps.store, organisation)
  return kept ? troubleOf(deps, kept) : ''
}
