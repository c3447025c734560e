import {
  BadDer,
  BIT_STRING,
  BOOLEAN,
  contentOf,
  context,
  type Der,
  INTEGER,
  inside,
  OCTETS,
  OID,
  oidText,
  readDer,
  SEQUENCE,
  wholeOf,
} from './der'

/** What the extensions of a certificate let it do (RFC 5280 section 4.2). */
export interface Uses {
  /** May sign certificates: basicConstraints says so, and keyUsage where it is there. */
  ca: boolean
  /** How many authorities may stand between it and the certificate at the end; Infinity where it sets no bound. */
  pathLength: number
  /** May sign what is no certificate: keyUsage says so, or is not there. */
  signs: boolean
  /** Object identifiers of its extended key usage; none where it has none: it is for anything. */
  purposes: readonly string[]
  /** Its extended key usage is critical and names time stamps alone, as RFC 3161 section 2.3 has it of who signs them. */
  onlyStamps: boolean
  /** Extensions that bound it and that nobody here applies: it stands for nothing. */
  unapplied: readonly string[]
}

/** id-kp-timeStamping, RFC 3161 section 2.3. */
export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'

const BASIC_CONSTRAINTS = '2.5.29.19'
const KEY_USAGE = '2.5.29.15'
const EXTENDED_KEY_USAGE = '2.5.29.37'
const NAME_CONSTRAINTS = '2.5.29.30'
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17'
const CERTIFICATE_POLICIES = '2.5.29.32'
/** Which may be critical: the three that are applied, another name of the subject, and policies, of which any will do. */
const understood = new Set([
  ...[BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE],
  ...[SUBJECT_ALTERNATIVE_NAME, CERTIFICATE_POLICIES],
])
/** Bits of the first byte of keyUsage: digitalSignature and nonRepudiation, keyCertSign. */
const SIGNS = 0xc0
const SIGNS_CERTIFICATES = 0x04

interface Extension {
  critical: boolean
  value: Uint8Array
}

/** Reads the `[3]` of a certificate, and takes apart no value but those it needs: private ones hold any bytes. Throws BadDer. */
export function usesOf(tagged: Der | undefined): Uses {
  const extensions = new Map<string, Extension>()
  for (const one of tagged ? inside(inside(tagged, context(3))[0], SEQUENCE) : []) {
    const [name, ...rest] = inside(one, SEQUENCE)
    const id = oidText(contentOf(name, OID))
    if (extensions.has(id)) throw new BadDer('an extension twice')
    extensions.set(id, extensionOf(rest))
  }
  const read = (id: string): Der | undefined => {
    const found = extensions.get(id)
    return found && readDer(found.value)
  }
  const usage = read(KEY_USAGE)
  const bits = usage ? (contentOf(usage, BIT_STRING)[1] ?? 0) : 0xff
  const { authority, pathLength } = constraintsOf(read(BASIC_CONSTRAINTS))
  const purposes = purposesOf(read(EXTENDED_KEY_USAGE))
  const critical = extensions.get(EXTENDED_KEY_USAGE)?.critical === true
  return {
    ca: authority && (bits & SIGNS_CERTIFICATES) !== 0,
    pathLength,
    signs: (bits & SIGNS) !== 0,
    purposes,
    onlyStamps: critical && purposes.length === 1 && purposes[0] === TIME_STAMPING,
    unapplied: [...extensions]
      .filter(([id, one]) => id === NAME_CONSTRAINTS || (one.critical && !understood.has(id)))
      .map(([id]) => id),
  }
}

/** Its value, after whether it is critical where that is written. */
function extensionOf(parts: readonly Der[]): Extension {
  const flag = parts.length === 2 ? contentOf(parts[0], BOOLEAN) : Uint8Array.of(0)
  if (parts.length > 2 || flag.length !== 1) throw new BadDer('no extension')
  return { critical: flag[0] !== 0, value: contentOf(parts.at(-1), OCTETS) }
}

function constraintsOf(value: Der | undefined): { authority: boolean; pathLength: number } {
  const parts = value ? inside(value, SEQUENCE) : []
  const length = parts.find(({ tag }) => tag === INTEGER)
  return {
    authority: parts[0]?.tag === BOOLEAN && parts[0].content[0] === 0xff,
    pathLength: length ? wholeOf(length) : Number.POSITIVE_INFINITY,
  }
}

function purposesOf(value: Der | undefined): string[] {
  const purposes = value ? inside(value, SEQUENCE).map((one) => oidText(contentOf(one, OID))) : []
  if (value && purposes.length === 0) throw new BadDer('an extended key usage of none')
  return purposes
}
