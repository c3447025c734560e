import { useRoute } from 'preact-iso'
import { Heading } from '../../parts/page'
import { Designations } from './designations'
import { FirmPage } from './firm-page'
import { Firms } from './firms'
import { Platforms } from './platforms'
import { words } from './words'

const parts = ['firms', 'designations', 'platforms'] as const

/** Whom the bureau trusts: /register, /register/designations, /register/platforms; /register/:id is one 单位. */
export function Register() {
  const { params } = useRoute()
  const part = params.part === undefined ? 'firms' : parts.find((one) => one === params.part)
  if (part === undefined) return <FirmPage id={params.part ?? ''} />
  return (
    <div class="stack-wide">
      <div class="stack-tight">
        <Heading title={words.title} />
        <p class="quiet">{words.lead}</p>
      </div>
      <nav class="tabs no-print" aria-label={words.partsName}>
        {parts.map((one) => (
          <a
            key={one}
            href={one === 'firms' ? '/register' : `/register/${one}`}
            aria-current={one === part ? 'page' : undefined}
          >
            {words.parts[one]}
          </a>
        ))}
      </nav>
      {part === 'firms' && <Firms />}
      {part === 'designations' && <Designations />}
      {part === 'platforms' && <Platforms />}
    </div>
  )
}
