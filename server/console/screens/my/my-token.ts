const KEY = 'xueji-my'

/** The token of a trainee's page kept from a sign-in by code. */
export function keptToken(): string {
  try {
    return sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

/** `own`: this is their own phone, and the token stays; elsewhere it goes with the tab. */
export function keepToken(token: string, own: boolean): void {
  try {
    if (own) localStorage.setItem(KEY, token)
    else sessionStorage.setItem(KEY, token)
  } catch {
    // Without storage the page asks again when it is opened again.
  }
}

export function forgetToken(): void {
  try {
    sessionStorage.removeItem(KEY)
    localStorage.removeItem(KEY)
  } catch {
    // Nothing was kept, then.
  }
  history.replaceState(null, '', '/my')
}
