import { installInfo, type PolicyFileName } from '../../../shared/api/install'
import { ask, askFile } from './http'

/** The routes about installing on many computers. All throw `Problem`. */
export const installation = {
  info: () => ask(installInfo, 'GET', '/install'),
  file: (file: PolicyFileName, classId: string) =>
    askFile('GET', `/install/${file}${classId === '' ? '' : `?class=${encodeURIComponent(classId)}`}`, file),
}
