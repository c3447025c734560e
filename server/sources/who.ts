import { asc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { platformAccount } from '../../shared/api'
import { normaliseNumber, plain } from '../../shared/people/text'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { accountsRow } from '../training/personal'
import { detailsOf } from '../training/roster/details'

/** Somebody of the class, with everything a file may name them by. */
export interface Member {
  seat: string
  person: string
  number: string
  name: string
  idMasked: string
  idIndex: string
  phone?: string
  accounts: readonly string[]
  leftAt?: number
}

/** Everybody who is or was in a class, by number. */
export async function membersOf(deps: Pick<Deps, 'store' | 'secrets'>, q: Queries, classId: string): Promise<Member[]> {
  const { t } = deps.store
  const rows = await q
    .select({ seat: t.seat, person: t.person })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.seat.class, classId))
    .orderBy(asc(t.seat.number))
  return rows.map(({ seat, person }) => {
    const { phone } = detailsOf(deps, { id: seat.id, cipher: seat.detailsCipher })
    const accounts =
      person.accountsCipher === null
        ? []
        : v.parse(
            v.array(platformAccount),
            JSON.parse(deps.secrets.decrypt(person.accountsCipher, accountsRow(person.id))),
          )
    return {
      ...{ seat: seat.id, person: person.id, number: seat.number, name: person.name },
      ...{ idMasked: person.idMasked, idIndex: person.idIndex, accounts: accounts.map(({ account }) => account) },
      ...(phone !== undefined && { phone }),
      ...(seat.leftAt !== null && { leftAt: seat.leftAt }),
    }
  })
}

/** What a row says of who it is about; absent where it has no such column or nothing in it. */
export interface Named {
  name?: string
  id?: string
  number?: string
  phone?: string
  account?: string
}

export type Found =
  /** `within`: by a name within what the file says, or in spite of it; `said`: somebody said that `who` is them. */
  | { seat: Member; how?: 'within' }
  | { seat: Member; how: 'said'; who: string }
  | { why: 'nobody' | 'several'; who: string }
  /** Said to be nobody of this class, by somebody's choice. */
  | { left: true; who: string }
  | { problem: string }

/**
 * Finds people of a class: by ID number, 参训编号, phone, account, then by name. What identifies better wins, and where it
 * names somebody else than the name does, nobody is guessed. `chosen`: who somebody said a name is ('' = nobody).
 */
export class Who {
  readonly #by = new Map<string, Member[]>()

  constructor(
    readonly members: readonly Member[],
    readonly indexOf: (id: string) => string,
    readonly chosen: ReadonlyMap<string, string>,
  ) {
    for (const one of members) {
      this.#add('index', one.idIndex, one)
      this.#add('number', plain(one.number), one)
      this.#add('name', plain(one.name), one)
      if (one.phone) this.#add('phone', one.phone, one)
      for (const account of one.accounts) this.#add('account', plain(account).toLowerCase(), one)
    }
  }

  find(named: Named): Found {
    const who = named.name ?? named.account ?? named.phone ?? named.number ?? named.id ?? ''
    const said = this.chosen.get(plain(who))
    const sure = this.#surely(named)
    const [one, another] = sure?.members ?? []
    if (sure && one && !another) return this.#agreeing(one, sure.firmly && said !== one.seat, named.name)
    if (said === '') return { left: true, who }
    const seat = this.members.find((member) => member.seat === said)
    if (seat) return { seat, how: 'said', who }
    if (another) return { why: 'several', who }
    return sure ? { why: 'nobody', who } : this.#byName(named, who)
  }

  /** A number is somebody's, and the name may say otherwise: nicknames do, another's name and a name beside an ID number may not. */
  #agreeing(one: Member, firmly: boolean, name: string | undefined): Found {
    if (name === undefined || sameName(one, name)) return { seat: one }
    const others = this.#get('name', plain(name)).length > 0
    if (firmly || others)
      return { problem: `号码是 ${one.number} ${one.name} 的，姓名写的是“${name}”。请核对这一行是谁的` }
    return { seat: one, how: 'within' }
  }

  /** By what one person alone has; undefined where the row has nothing of it that can be looked up. `firmly`: not by what people choose themselves. */
  #surely({ id, number, phone, account }: Named): { members: Member[]; firmly: boolean } | undefined {
    const whole = id === undefined ? '' : normaliseNumber(id)
    if (/^\d{14,17}[\dX]$/.test(whole)) return { members: this.#get('index', this.indexOf(whole)), firmly: true }
    if (number !== undefined) return { members: this.#get('number', plain(number)), firmly: true }
    const mobile = phone === undefined ? '' : normaliseNumber(phone).replace(/^\+?86(?=1\d{10}$)/, '')
    const ofPhone = /^1\d{10}$/.test(mobile) ? this.#get('phone', mobile) : []
    if (ofPhone.length > 0) return { members: ofPhone, firmly: false }
    const ofAccount = account === undefined ? [] : this.#get('account', plain(account).toLowerCase())
    return ofAccount.length > 0 ? { members: ofAccount, firmly: false } : undefined
  }

  #byName({ name, id, phone }: Named, who: string): Found {
    if (name === undefined) return { why: 'nobody', who }
    const exact = this.#get('name', plain(name))
    const candidates = exact.length > 0 ? exact : this.#within(name)
    const fitting = candidates.length > 1 ? candidates.filter((one) => fits(one, id, phone)) : candidates
    const [one, another] = fitting
    if (one && !another) return exact.length > 0 ? { seat: one } : { seat: one, how: 'within' }
    return { why: candidates.length > 0 ? 'several' : 'nobody', who }
  }

  /** People whose whole name stands in a nickname: 绥化一班-王晓明, 王晓明(手机). */
  #within(nickname: string): Member[] {
    const text = plain(nickname)
    const all = this.members.filter(({ name }) => [...name].length > 1 && text.includes(plain(name)))
    // 王晓 is not there where 王晓明 is.
    return all.filter((one) => !all.some((other) => other.name !== one.name && other.name.includes(one.name)))
  }

  #add(what: string, key: string, one: Member): void {
    const known = this.#by.get(`${what} ${key}`)
    if (known) known.push(one)
    else this.#by.set(`${what} ${key}`, [one])
  }

  #get(what: string, key: string): Member[] {
    return this.#by.get(`${what} ${key}`) ?? []
  }
}

const sameName = ({ name }: Member, written: string): boolean =>
  plain(written).includes(plain(name)) || /\*/.test(written) || plain(name).includes(plain(written))

/** A masked number shows its last signs: 2312**********1234, 138****1234. */
function fits({ idMasked, phone }: Member, id: string | undefined, written: string | undefined): boolean {
  const tail = (text: string | undefined) => /\*([\dXx]{3,4})$/.exec(normaliseNumber(text ?? ''))?.[1]
  const [ofId, ofPhone] = [tail(id), tail(written)]
  if (ofId !== undefined) return idMasked.endsWith(ofId.toUpperCase())
  return ofPhone !== undefined && (phone?.endsWith(ofPhone) ?? false)
}
