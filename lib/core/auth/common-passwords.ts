let loading: Promise<Set<string>> | null = null

/** Whether a password is among those that are tried first: tens of thousands, in any capitals, and one or two characters over and over. */
export async function isCommonPassword(password: string): Promise<boolean> {
  if (new Set(password.toLowerCase()).size <= 2) return true
  loading ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].filter((word) => String(word).length >= 8).map(String)),
  )
  return (await loading).has(password.toLowerCase())
}
