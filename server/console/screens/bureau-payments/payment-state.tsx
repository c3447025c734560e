import { type PaymentState as Name, paymentStateWords } from '../../../../shared/api/bureau-payments'
import { State, type StateName } from '../../parts/state'

const looks: Readonly<Record<Name, StateName>> = {
  waiting: 'attention',
  confirmed: 'waiting',
  returned: 'wrong',
  settled: 'counted',
}

export const PaymentState = ({ state }: { state: Name }) => <State is={looks[state]}>{paymentStateWords[state]}</State>
