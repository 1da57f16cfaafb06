/** Reacts to the end of the session, which a refused request has found. */
class SessionEnd {
  #isReloading = false

  /**
   * Reloads the page, once for all refused requests: the server then redirects to the sign-in page, which gives the reason and returns
   * here afterwards.
   */
  reloadPage(): void {
    if (this.#isReloading) return
    this.#isReloading = true
    location.reload()
  }
}

export const sessionEnd = new SessionEnd()
