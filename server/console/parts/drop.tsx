import { useId, useState } from 'preact/hooks'
import { common } from '../words/common'
import { chosenFiles, droppedFiles } from './dropped-files'

interface Props {
  hint: string
  accept: string
  many?: boolean
  /** Whole folders may be dropped or chosen. */
  folders?: boolean
  onFiles: (files: File[]) => void
}

/** Takes files by dropping or by choosing; the keyboard reaches the file input itself. */
export function Drop({ hint, accept, many = false, folders = false, onFiles }: Props) {
  const id = useId()
  const [over, setOver] = useState(false)
  const folderId = useId()
  const take = (files: File[]) => {
    if (files.length > 0) onFiles(many ? files : files.slice(0, 1))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has the file input as its keyboard form
    <div
      class={`drop${over ? ' drop-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (folders) void droppedFiles(event.dataTransfer).then(take)
        else take([...(event.dataTransfer?.files ?? [])])
      }}
    >
      <div class="row">
        <input
          id={id}
          type="file"
          accept={accept}
          multiple={many}
          onChange={(event) => {
            take([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
        <label for={id} class="button">
          {many ? common.chooseFiles : common.chooseFile}
        </label>
        {folders && (
          <>
            <input
              id={folderId}
              type="file"
              multiple
              ref={(input) => input?.setAttribute('webkitdirectory', '')}
              onChange={(event) => {
                take(chosenFiles(event.currentTarget.files))
                event.currentTarget.value = ''
              }}
            />
            <label for={folderId} class="button">
              {common.chooseFolder}
            </label>
          </>
        )}
      </div>
      <p class="quiet">{hint}</p>
    </div>
  )
}
