const firstWaitMilliseconds = 1_000
const longestWaitMilliseconds = 15_000

/** Resolves when the server answers again: asked now and then, and at once when the browser says that it is online. */
export async function untilReachable(): Promise<void> {
  for (let wait = firstWaitMilliseconds; !(await isReachable()); wait = Math.min(wait * 2, longestWaitMilliseconds)) {
    await pause(wait)
  }
}

async function isReachable(): Promise<boolean> {
  if (!navigator.onLine) return false
  return fetch('/api/v1/health', { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  )
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds)
    window.addEventListener('online', end)
    function end() {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      resolve()
    }
  })
}
