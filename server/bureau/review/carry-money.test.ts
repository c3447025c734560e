import { randomUUID } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { inventedId } from '../../../test/support/hr'
import { TestClock } from '../../access/access.fixture'
import { peopleOfClaim, type ReceivedPerson, receivedClaim } from '../bureau'
import { openBureau } from '../bureau.fixture'
import { carriedConcerns, carryReview } from './carry-review'
import { ruleOn, rulingsOf } from './rulings'

const none = { online: '0', offline: '0', incomplete: false, whole: false, money: 0, reason: '代学' }

/** A claim of two people that is under review, and newer versions of it as an import would leave them. */
async function desk() {
  const bureau = await openBureau({}, new TestClock())
  onTestFinished(bureau.close)
  const { deps } = bureau
  const { store } = deps
  const clerk = await bureau.member('hr')
  const claim = await bureau.claim(await bureau.firm('示范学校'), [bureau.someone(1), bureau.someone(2)])
  const now = () => receivedClaim(store.read, store, clerk, claim)
  const people = async () => peopleOfClaim(store.read, store, await now())
  return {
    clerk,
    people,
    rule: async (n: number, change: Partial<typeof none>) =>
      ruleOn(deps, clerk, claim, { ...none, ...change, people: [(await people())[n]?.id ?? ''] }),
    /** The next version: everybody as before or as given, but for what is said of them by their place. */
    next: async (changes: readonly Partial<ReceivedPerson>[], of?: readonly ReceivedPerson[]) => {
      const before = await now()
      const version = before.version + 1
      const rows = (of ?? (await people())).map((one, i) => ({ ...one, id: randomUUID(), version, ...changes[i] }))
      await store.tx(async (q) => {
        await q.insert(store.t.bureauPerson).values(rows)
        await carryReview(q, deps, clerk, before, version, async () => undefined)
        await q.update(store.t.bureauClaim).set({ version })
      })
    },
    /** Name, and what is left to them, of who was ruled on. */
    ruled: async () => {
      const rulings = await rulingsOf(store.read, store, await now())
      return (await people()).flatMap(({ id, seat }) => {
        const ruling = rulings.get(id)?.ruling
        return ruling ? [[seat, ruling.amount]] : []
      })
    },
    concerns: async () => carriedConcerns(store.read, store, await now(), await people()),
    /** Another number, as it is kept. */
    numbered: (n: number) => ({
      idIndex: deps.secrets.index('id', inventedId(n)),
      idMasked: `${inventedId(n).slice(0, 4)}****${n}`,
    }),
  }
}

it('what was ruled follows the ID number where two people’s seats were exchanged', async () => {
  const { next, rule, ruled, numbered, concerns } = await desk()
  await rule(0, { whole: true })
  await next([numbered(2), numbered(1)])
  expect(await ruled()).toEqual([['seat-1', 0]])
  expect((await concerns()).join()).not.toContain('证件号码变了')
})

it('stays with the seat where the number is nowhere any more, and speaks against agreeing with both named', async () => {
  const { next, rule, ruled, numbered, concerns } = await desk()
  await rule(0, { whole: true })
  await next([{ ...numbered(9), name: '学员九' }])
  expect(await ruled()).toEqual([['seat-0', 0]])
  const named = expect.stringMatching(/^第一期 001 .*学员1（.+）.*学员九（.+）：证件号码变了/)
  expect(await concerns()).toEqual(expect.arrayContaining([named]))
  await next([])
  expect(await concerns(), 'until somebody looks at it').toEqual(expect.arrayContaining([named]))
  await rule(0, { whole: true })
  expect(await concerns()).toEqual([])
})

it('核减 of more than is asked now leaves nothing, and takes as much off again where more is asked', async () => {
  const { next, rule, ruled, people } = await desk()
  const asked = (await people())[0]?.asked ?? 0
  await rule(0, { money: 50_000 })
  expect(await ruled()).toEqual([['seat-0', asked - 50_000]])
  await next([{ asked: 40_000 }])
  expect(await ruled()).toEqual([['seat-0', 0]])
  await next([{ asked }])
  expect(await ruled()).toEqual([['seat-0', asked - 50_000]])
})

it('hours that cannot be reckoned any more leave no more than before, and the 核减 besides is taken off what is asked now', async () => {
  const { next, rule, ruled } = await desk()
  await rule(0, { online: '1', money: 50_000 })
  const [[, before = 0] = []] = await ruled()
  await next([{ asked: 60_000 }])
  expect(await ruled()).toEqual([['seat-0', Math.min(10_000, Number(before))]])
})

it('nobody gets rid of a ruling by being left out once, also where somebody else had the seat meanwhile', async () => {
  const { next, rule, ruled, people, numbered } = await desk()
  await rule(0, { whole: true })
  const [first, second] = await people()
  if (!first || !second) return expect.fail('two people')
  const both = [first, second]
  await next([], [second])
  expect(await ruled()).toEqual([])
  await next([], both)
  expect(await ruled()).toEqual([['seat-0', 0]])
  await next([numbered(9)], both)
  await next([], [...both, { ...first, ...numbered(9), seat: 'seat-2', position: 2 }])
  expect(await ruled(), 'of the one who came back, and of who had the seat until somebody looks').toEqual([
    ['seat-0', 0],
    ['seat-2', 0],
  ])
})
