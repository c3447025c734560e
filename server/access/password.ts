import { hash, verify } from '@node-rs/argon2'

/** OWASP's argon2id setting: 19 MiB, two passes, one lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, options)

/** A hash of nothing anybody types: an unknown login costs the same time as a wrong password. */
const nobody = hashPassword('nobody signs in with this')

export const passwordMatches = async (stored: string | undefined, password: string): Promise<boolean> =>
  (await verify(stored ?? (await nobody), password)) && stored !== undefined
