import { SelectField } from '../../parts/field'
import { words } from './words'

interface Props {
  classes: readonly { firmName: string; className: string }[]
  help: string
  /** Its place in `classes`, or one of `more`; empty: none yet. */
  value: string
  onChange: (value: string) => void
  /** Beside the classes. */
  more?: readonly { value: string; label: string }[]
}

/** Which class of which 单位. */
export const ClassField = ({ classes, help, value, onChange, more = [] }: Props) => (
  <SelectField
    label={words.class}
    help={help}
    value={value}
    onChange={onChange}
    options={[
      { value: '', label: words.choose },
      ...classes.map(({ firmName, className }, i) => ({ value: String(i), label: `${firmName} ${className}` })),
      ...more,
    ]}
  />
)
