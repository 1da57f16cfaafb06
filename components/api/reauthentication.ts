type PasswordPrompt = () => Promise<boolean>

/** Asks for the password when a request requires a recent sign-in. */
class Reauthentication {
  #prompt: PasswordPrompt | null = null
  #pending: Promise<boolean> | null = null

  /** Sets how the page asks for the password; the prompt gives false if the user cancels. Null removes it. */
  setPrompt(prompt: PasswordPrompt | null): void {
    this.#prompt = prompt
  }

  /** Whether the user has confirmed the password. Concurrent requests share one prompt. */
  async confirm(): Promise<boolean> {
    if (!this.#prompt) return false
    this.#pending ??= this.#prompt().finally(() => {
      this.#pending = null
    })
    return this.#pending
  }
}

export const reauthentication = new Reauthentication()
