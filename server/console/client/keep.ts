import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { jobStarted } from '../../../shared/api/jobs'
import {
  type BackupAlert,
  backupAlert,
  backupState,
  type ChooseBackupRequest,
  folderAnswer,
  handOver,
  openedAnswer,
  type PrintHandOverRequest,
  recoverySheet,
} from '../../../shared/api/keep'
import { ask } from './http'

/** Backups of this server and handing the desk over. All throw `Problem`. */
export const keep = {
  alert: () => ask(backupAlert, 'GET', '/backup/alert'),
  state: () => ask(backupState, 'GET', '/backup'),
  choose: (request: ChooseBackupRequest) => ask(backupState, 'POST', '/backup', request),
  folder: (folder: string) => ask(folderAnswer, 'POST', '/backup/folder', { folder }),
  run: () => ask(backupState, 'POST', '/backup/run', {}),
  open: (id: string, passphrase: string) => ask(openedAnswer, 'POST', '/backup/open', { id, passphrase }),
  sheet: () => ask(recoverySheet, 'POST', '/backup/sheet', {}),
  handOver: () => ask(handOver, 'GET', '/hand-over'),
  handOverEverything: () => ask(jobStarted, 'POST', '/hand-over/everything', {}),
  printHandOver: (request: PrintHandOverRequest) => ask(handOver, 'POST', '/hand-over', request),
}

/** What is wrong with the backups, as every screen shows it; undefined before it was asked. */
export const alert = signal<BackupAlert | undefined>(undefined)

/** Asks anew. A server that does not answer leaves what was known. */
export async function refreshAlert(): Promise<void> {
  try {
    alert.value = await keep.alert()
  } catch {
    // Whatever else the screen asks for says that the server does not answer.
  }
}

const EVERY = 300_000

/** Keeps the alert fresh while somebody is signed in. */
export function useAlert(member: string | undefined): void {
  useEffect(() => {
    if (member === undefined) {
      alert.value = undefined
      return
    }
    void refreshAlert()
    const timer = setInterval(() => void refreshAlert(), EVERY)
    return () => clearInterval(timer)
  }, [member])
}
