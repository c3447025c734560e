import type { ClassDetail, PersonLink } from '../../../../shared/api'
import { dayOf } from '../../../../shared/calendar/beijing'
import { decisions } from '../../client/decisions'
import { useLoad } from '../../client/load'
import { Button } from '../../parts/button'
import { CopyButton } from '../../parts/copy-text'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { QrCode } from '../../parts/qr-code'
import { common } from '../../words/common'
import { peopleWords as words } from './people-words'

/** A slip a person with the link to their phone page. Reading them is audited, so they are read once, not polled. */
export function LinksTab({ detail: { summary } }: { detail: ClassDetail }) {
  const { data, problem, refresh } = useLoad(() => decisions.links(summary.id), `links/${summary.id}/${summary.seats}`)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  if (data.length === 0) return <Empty title={words.linksEmpty} />
  return (
    <div class="stack">
      <div class="row-between no-print">
        <p class="prose">{words.linksLead}</p>
        <div class="row">
          <span class="quiet">{common.printHint}</span>
          <Button kind="main" onClick={() => window.print()}>
            {words.print}
          </Button>
        </div>
      </div>
      <ul class="slips">
        {data.map((link) => (
          <LinkSlip key={link.seat} link={link} className={summary.name} />
        ))}
      </ul>
    </div>
  )
}

function LinkSlip({ link, className }: { link: PersonLink; className: string }) {
  return (
    <li class="slip">
      <p class="who">
        {link.name} <span class="quiet small">{link.number}</span>
      </p>
      <p class="small">{className}</p>
      <QrCode text={link.link} label={words.qrOf(`${link.number} ${link.name}`)} />
      <p class="small">
        {words.linkScan}，{words.linkUntil(dayOf(link.expiresAt))}
      </p>
      <div class="no-print">
        <CopyButton text={link.link} label={`${link.name} ${link.number}`}>
          {words.copyLink}
        </CopyButton>
      </div>
    </li>
  )
}
