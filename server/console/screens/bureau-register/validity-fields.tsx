import { TextField } from '../../parts/field'
import { words } from './words'

interface Validity {
  from: string
  to: string
}

/** From when an entry of the register counts, and until when; open where the second is empty. */
export function ValidityFields({ from, to, onChange }: Validity & { onChange: (change: Partial<Validity>) => void }) {
  return (
    <div class="pair">
      <TextField type="date" label={words.from} value={from} onChange={(day) => onChange({ from: day })} />
      <TextField
        type="date"
        label={words.to}
        help={words.toHelp}
        optional
        value={to}
        onChange={(day) => onChange({ to: day })}
      />
    </div>
  )
}
