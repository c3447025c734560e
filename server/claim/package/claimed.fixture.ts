import { claimAmount } from '../../../shared/claim/amount'
import type { PersonFacts } from '../../../shared/claim/facts'
import type { RateTable } from '../../../shared/claim/rates'
import { guangdong } from '../../../shared/claim/rates/guangdong-2020@1'
import { sha256Hex } from '../../../shared/crypto'
import { countedHours, sumOfHours } from '../../../shared/study/attained'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import type { SealedLog } from '../../ledger/ledger'
import { chainsOfClass } from '../../study/load'
import { classOf } from '../../training/class-of'
import type { ClaimClass, ClaimData } from '../claim-data'
import { classData } from '../class-data'
import { throughSealed } from './class-package'

/** 30 元 a class hour and nothing else: whoever studied is paid for. */
export const byTheHour: RateTable = { ...guangdong, conditions: {} }

/** A claim of these classes of a server in a test, for everybody in them, from their records up to what is sealed. */
export async function claimedOf(
  deps: Deps,
  organisation: string,
  classIds: readonly string[],
): Promise<{ data: ClaimData; sealed: SealedLog }> {
  const chains: number[] = []
  for (const id of classIds)
    chains.push(...(await chainsOfClass(deps.store.read, deps.store.t, id)).map((chain) => chain.id))
  const sealed = await deps.ledger.sealedFor(chains)
  const classes: ClaimClass[] = []
  for (const id of classIds) {
    const trained = await classOf(deps.store, id, organisation)
    const data = await classData(deps, trained, throughSealed(sealed, classIds))
    classes.push({ data, teaching: [], videos: [], attendance: [], filing: '', enrolled: data.people.length })
  }
  const asked = classes.flatMap(({ data }) =>
    data.people.map((person) => {
      const { plan } = data.trained
      const hours = countedHours(person.credited, person.row.sources, [], plan.policy)
      const facts: PersonFacts = {
        ...{ person: person.row.seat, occupation: plan.occupation, level: plan.level, project: plan.title },
        ...{ type: '就业技能培训', categories: [], offlineDays: 0, taken: [] },
        hours: { online: sumOfHours([hours.own, hours.platform, hours.byHand]), offline: hours.offline },
        completed: person.row.missing?.length === 0 && person.row.left === undefined,
        ...{ passed: false, certificate: false },
        dates: { opening: plan.period.from, closing: plan.period.to },
      }
      return { class: data.trained.id, person, facts, hours }
    }),
  )
  const reckoned = claimAmount(
    asked.map(({ facts }) => facts),
    [byTheHour],
  )
  return {
    sealed,
    data: {
      ...{ id: 'claim-1', number: '2026-001', title: '第一批补贴', version: 1, madeAt: deps.clock.now() },
      claimant: {
        ...{ id: organisation, kind: 'enterprise', name: classes[0]?.data.trained.organisationName ?? '' },
        ...{ creditCode: '91110000600037341L', address: '', contact: '', phone: '', legalPerson: '' },
        account: { name: '', bank: '', number: '' },
      },
      classes,
      people: asked.map(({ person, ...rest }, i) => {
        const { amount, table } = reckoned.people[i] ?? {}
        if (!amount) throw new Error('nothing reckoned')
        return {
          ...{ ...rest, seat: person.row.seat, data: person, amount, ...(table !== undefined && { table }) },
          ...{ results: [], category: '', phone: '', scoreText: '未考核', passed: false },
        }
      }),
      tables: [byTheHour],
      ...{ total: reckoned.total, capitals: reckoned.capitals, onBehalf: false },
      dataHash: sha256Hex(nodeCrypto, JSON.stringify(asked.map(({ facts }) => facts))),
    },
  }
}
