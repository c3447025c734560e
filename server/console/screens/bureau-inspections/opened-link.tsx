import { useState } from 'preact/hooks'
import { useAct } from '../../client/act'
import { bureauLinks } from '../../client/bureau-links'
import { Button } from '../../parts/button'
import { CopyText } from '../../parts/copy-text'
import { ProblemNote } from '../../parts/note'
import { linkWords as words } from './link-words'

/** Asks for the address of a kept link, which is audited, and then offers it: a window that opens by itself would be stopped. */
export function OpenedLink({ id, name }: { id: string; name: string }) {
  const act = useAct()
  const [address, setAddress] = useState<string>()
  if (address === undefined)
    return (
      <div class="stack-tight">
        <div>
          <Button
            kind="small"
            act={act}
            onClick={() => void act.run(async () => setAddress(await bureauLinks.open(id)))}
          >
            {words.open}
            <span class="hidden-visually">：{words.openOf(name)}</span>
          </Button>
        </div>
        {act.problem && <ProblemNote problem={act.problem} />}
      </div>
    )
  return (
    <div class="stack-tight">
      <div>
        <a class="button button-small" href={address} target="_blank" rel="noopener noreferrer">
          {words.inWindow}
          <span class="hidden-visually">：{words.ready(name)}</span>
        </a>
      </div>
      <p class="small quiet">{words.readyLead}</p>
      <CopyText text={address} label={words.ready(name)} />
    </div>
  )
}
