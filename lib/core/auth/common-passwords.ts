let loading: Promise<Set<string>> | null = null

/** Whether a password is among the tens of thousands that are tried first, in any capitals. */
export async function isCommonPassword(password: string): Promise<boolean> {
  loading ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].filter((word) => String(word).length >= 8).map(String)),
  )
  return (await loading).has(password.toLowerCase())
}
