import * as v from 'valibot'
import { problemFrom, problemOf } from './problem'

type Method = 'GET' | 'POST' | 'DELETE'

let signedOut = (): void => {}

/** Called whenever the server says that nobody is signed in. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler
}

async function send(
  method: Method,
  path: string,
  body?: object | Blob,
  bearer?: string,
  accept = 'application/json',
): Promise<Response> {
  const type =
    body === undefined ? {} : { 'content-type': body instanceof Blob ? 'application/octet-stream' : 'application/json' }
  let response: Response
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers: {
        accept,
        ...type,
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      },
      ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
    })
  } catch (error) {
    throw problemOf(error)
  }
  if (response.ok) return response
  const problem = await problemFrom(response)
  if (problem.code === 'sign-in-needed') signedOut()
  throw problem
}

/** Asks the server and reads its answer by the schema; `bearer` instead of the session. Throws `Problem`. */
export async function ask<S extends v.GenericSchema>(
  schema: S,
  method: Method,
  path: string,
  body?: object | Blob,
  bearer?: string,
): Promise<v.InferOutput<S>> {
  const response = await send(method, path, body, bearer)
  try {
    return v.parse(schema, await response.json())
  } catch (error) {
    throw problemOf(error)
  }
}

/** Sends a file and hears line by line how far its work is; answers the last line. Throws `Problem`. */
export async function askLines<S extends v.GenericSchema>(
  schema: S,
  path: string,
  file: Blob,
  onLine: (line: v.InferOutput<S>) => void,
): Promise<v.InferOutput<S>> {
  const response = await send('POST', path, file, undefined, 'application/x-ndjson')
  try {
    const reader = response.body?.getReader()
    const decoder = new TextDecoder()
    let rest = ''
    let last: v.InferOutput<S> | undefined
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        last = v.parse(schema, JSON.parse(line))
        onLine(last)
      }
    }
    return last ?? v.parse(schema, JSON.parse(rest))
  } catch (error) {
    throw problemOf(error)
  }
}

export interface ServedFile {
  name: string
  blob: Blob
}

/** A file with the name the server gives it. Throws `Problem`. */
export async function askFile(
  method: 'GET' | 'POST',
  path: string,
  fallback: string,
  body: object | Blob = {},
): Promise<ServedFile> {
  const response = await send(method, path, method === 'POST' ? body : undefined)
  return { name: fileName(response.headers.get('content-disposition')) ?? fallback, blob: await response.blob() }
}

/** RFC 6266: the name in UTF-8, as the server writes it. */
export function fileName(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  return encoded === undefined ? undefined : decodeURIComponent(encoded)
}

/** Hands a file to the browser's download list. */
export function saveFile({ name, blob }: ServedFile): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
