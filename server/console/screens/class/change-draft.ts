import type { ChangeKind, ChangeReason, ChangeRequest } from '../../../../shared/api/roster'

/** A 名册变更 as far as it is filled in. */
export interface ChangeDraft {
  kind: ChangeKind
  seat: string
  name: string
  id: string
  category: string
  toClass: string
}

export const emptyChange: ChangeDraft = { kind: 'leave', seat: '', name: '', id: '', category: '', toClass: '' }

export const asksSeat = (kind: ChangeKind): boolean => kind !== 'add'
export const asksPerson = (kind: ChangeKind): boolean => kind === 'add' || kind === 'replace'

/** What is sent; undefined while something needed is missing. */
export function changeOf(
  { kind, seat, name, id, category, toClass }: ChangeDraft,
  why: ChangeReason | undefined,
): ChangeRequest | undefined {
  if (!why || (asksSeat(kind) && seat === '')) return undefined
  const named = { name: name.trim(), id: id.trim() }
  const details = category.trim() === '' ? {} : { details: { category: category.trim() } }
  switch (kind) {
    case 'leave':
      return { kind, seat, ...why }
    case 'transfer':
      return toClass === '' ? undefined : { kind, seat, class: toClass, ...why }
    case 'correct':
      return named.name === '' ? undefined : { kind, seat, name: named.name, ...why }
    case 'add':
    case 'replace': {
      if (named.name === '' || named.id === '') return undefined
      const person = { ...named, ...details }
      return kind === 'add' ? { kind, person, ...why } : { kind, seat, person, ...why }
    }
  }
}
