'use client'
import { useSyncExternalStore } from 'react'
import { layoutMessages } from './messages.ts'

const storageKey = 'lexai.way-back'
let returningTo: string | null = null

/** A list's address, always written in the same way. */
export function listAddress(pathname: string, search: URLSearchParams | string): string {
  const query = new URLSearchParams(search).toString()
  return query ? `${pathname}?${query}` : pathname
}

/** Notes the list that this tab shows, as it is narrowed: a document is gone back from to there. */
export function rememberList(address: string): void {
  if (/^\/(library|search|matters\/)/.test(address)) sessionStorage.setItem(storageKey, address)
}

/** Says that what comes next is a way back: the list is then found where it was left. */
export function startReturn(address: string): void {
  returningTo = address
}

/** Whether the way to this address was a way back. A document's own address may still change on the way, by the page that was read last. */
export function endReturn(address: string): boolean {
  const isReturn = returningTo === address
  if (isReturn || !address.startsWith('/documents/')) returningTo = null
  return isReturn
}

const neverChanges = () => () => undefined
const lastList = () => sessionStorage.getItem(storageKey) ?? '/library'

/** Where one came from to a document, and its name: the last list, or the library. */
export function useWayBack(): { href: string; label: string } {
  const { navigation: messages } = layoutMessages
  const href = useSyncExternalStore(neverChanges, lastList, () => '/library')
  if (href.startsWith('/search')) return { href, label: messages.backToSearch }
  if (href.startsWith('/matters/')) return { href, label: messages.backToMatter }
  return { href, label: messages.backToLibrary }
}
