import type { SaveOrganisation } from '../../../../shared/api/plans'
import { mayWrite } from '../../client/session'
import { TextArea } from '../../parts/area'
import { Attachment } from '../../parts/attachment'
import { TextField } from '../../parts/field'
import { words } from './words'

type Papers = NonNullable<SaveOrganisation['institution']>
const none: Papers = { permit: '', permitUntil: '', permitScope: '', catalogue: '', catalogueUntil: '' }

/** 办学许可 and 定点目录. */
export function InstitutionFields({
  value = none,
  onChange,
}: {
  value: Papers | undefined
  onChange: (value: Papers) => void
}) {
  const put = (change: Partial<Papers>) => onChange({ ...value, ...change })
  return (
    <section class="card stack" aria-labelledby="permit">
      <h2 id="permit">{words.permit}</h2>
      <div class="pair">
        <TextField
          label={words.permitNumber}
          value={value.permit}
          maxLength={60}
          onChange={(permit) => put({ permit })}
        />
        <TextField
          type="date"
          label={words.permitUntil}
          optional
          value={value.permitUntil}
          onChange={(permitUntil) => put({ permitUntil })}
        />
      </div>
      <TextArea
        label={words.permitScope}
        optional
        rows={2}
        value={value.permitScope}
        maxLength={1000}
        onChange={(permitScope) => put({ permitScope })}
      />
      <Attachment
        label={words.permitFile}
        optional
        hash={value.permitFile}
        onChange={(permitFile) => put({ permitFile })}
        readOnly={!mayWrite()}
      />
      <TextField
        label={words.catalogue}
        help={words.catalogueHelp}
        value={value.catalogue}
        maxLength={200}
        onChange={(catalogue) => put({ catalogue })}
      />
      <TextField
        type="date"
        short
        label={words.catalogueUntil}
        optional
        value={value.catalogueUntil}
        onChange={(catalogueUntil) => put({ catalogueUntil })}
      />
    </section>
  )
}
