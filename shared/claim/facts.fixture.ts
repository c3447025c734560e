import { type Amount, amountOf } from './amount'
import type { PersonFacts, Taken } from './facts'
import type { RateTable } from './rates'

/** Somebody who did everything: 养老护理员, 五级, 40 hours online as planned, opened 2020-04-01. */
export const person = (change: Partial<PersonFacts> = {}): PersonFacts => ({
  person: 'p1',
  occupation: '养老护理员',
  level: '五级/初级工',
  project: '养老护理员初级班',
  type: '岗位技能提升培训',
  categories: [],
  hours: { online: '40', offline: '0' },
  offlineDays: 0,
  completed: true,
  passed: true,
  certificate: true,
  dates: { opening: '2020-04-01', closing: '2020-04-30' },
  taken: [],
  ...change,
})

/** Somebody who was paid 400 yuan for another training in January of that year. */
export const taken = (change: Partial<Taken> = {}): Taken => ({
  kind: 'subsidy',
  on: '2020-01-10',
  amount: 40_000,
  occupation: '育婴员',
  level: '五级',
  project: '育婴员初级班',
  type: '岗位技能提升培训',
  opening: '2020-01-10',
  closing: '2020-01-31',
  ...change,
})

export const online = (hours: string): Partial<PersonFacts> => ({ hours: { online: hours, offline: '0' } })

/** Label and amount of every line, then the total, 分. */
export const figures = ({ lines, total }: Amount): (string | number)[] => [
  ...lines.map(({ label, amount }) => `${label} ${amount}`),
  total,
]
export const given = (change: Partial<PersonFacts>, table: RateTable) => figures(amountOf(person(change), table))
export const refusedBy = (change: Partial<PersonFacts>, table: RateTable) =>
  amountOf(person(change), table).refused?.code
