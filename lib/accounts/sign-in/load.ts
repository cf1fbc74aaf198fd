import type { SignIn } from './library'

/** The sign-in library, loaded when somebody signs in: reading and the account `local` do without it. */
export async function signInLibrary(): Promise<SignIn> {
  return (await import('./library')).signInLibrary()
}
