/** What the welcome page asks the background for, and what came of it. */
export type JoinInput = {
  /** Somebody already on this device; absent: a new person. */
  person?: string
  /** Four digits, where several people share the device. */
  pin?: string
} & (
  | { by: 'code'; server: string; code: string }
  | { by: 'name'; server: string; classCode: string; name: string; lastSix: string }
  | { by: 'file'; file: string; code: string; name: string }
)

export type JoinOutcome =
  | { state: 'joined' | 'pending' | 'file'; chain: string; name: string; class: string; organisation: string }
  | { state: 'refused'; code: string; message: string }
  | { state: 'unreachable' }
