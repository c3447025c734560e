import type { ComponentChildren } from 'preact'
import { Heading } from '../../parts/page'
import { words } from './words'

const parts = ['files', 'stages', 'settings'] as const
type Part = (typeof parts)[number]
const addresses: Record<Part, string> = { files: '/intake', stages: '/intake/stages', settings: '/intake/settings' }

/** One of the three screens of the intake. */
export function IntakeParts({ part, children }: { part: Part; children: ComponentChildren }) {
  return (
    <div class="stack-wide">
      <Heading title={words.title} />
      <nav class="tabs no-print" aria-label={words.partsName}>
        {parts.map((one) => (
          <a key={one} href={addresses[one]} aria-current={one === part ? 'page' : undefined}>
            {words.parts[one]}
          </a>
        ))}
      </nav>
      {children}
    </div>
  )
}
