import type { ComponentChildren } from 'preact'
import type { PlanAnswer } from '../../../../shared/api/plans'
import type { Section } from '../../../../shared/plan/checklist'
import { Icon } from '../../parts/icon'
import { words } from './form-words'

/** What every part of the form is handed. */
export interface Part {
  missing: PlanAnswer['missing']
}

/** A part of the form with what is still missing in it, at an address of its own. */
export function FormSection({
  section,
  missing,
  lead,
  children,
}: Part & { section: Section; lead?: string; children: ComponentChildren }) {
  const mine = missing.filter((one) => one.section === section)
  return (
    <section class="card stack" id={section} aria-labelledby={`${section}-title`}>
      <h2 id={`${section}-title`}>{words.sections[section]}</h2>
      {lead && <p class="quiet">{lead}</p>}
      {mine.length > 0 && (
        <ul class="plain-list small" aria-live="polite">
          {mine.map(({ field, message }) => (
            <li key={`${field} ${message}`} class="state state-attention">
              <Icon name="attention" /> {message}
            </li>
          ))}
        </ul>
      )}
      {children}
    </section>
  )
}
