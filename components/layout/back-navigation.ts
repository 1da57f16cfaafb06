'use client'
import { useSyncExternalStore } from 'react'
import { layoutMessages } from './messages.ts'

const storageKey = 'lexai.last-list'

/** The back navigation that is in progress in this tab: the list that it leads to, null while there is none. */
const backNavigation: { target: string | null } = { target: null }

/** The address of a list in its canonical form. */
export function listAddress(pathname: string, search: URLSearchParams | string): string {
  const query = new URLSearchParams(search).toString()
  return query ? `${pathname}?${query}` : pathname
}

/** Remembers the list that this tab shows, with its filters, as the target of the back link of documents. */
export function rememberList(address: string): void {
  if (/^\/(library|search|matters\/)/.test(address)) sessionStorage.setItem(storageKey, address)
}

/** Marks the next navigation as one back to this list, whose scroll position is then restored. */
export function startBackNavigation(address: string): void {
  backNavigation.target = address
}

/** Whether the navigation to this address was a back navigation. The address of a document can still change before it ends. */
export function endBackNavigation(address: string): boolean {
  const isBack = backNavigation.target === address
  if (isBack || !address.startsWith('/documents/')) backNavigation.target = null
  return isBack
}

const subscribeToNothing = () => () => undefined
const lastList = () => sessionStorage.getItem(storageKey) ?? '/library'

/** The back link of a document: the list that was open last in this tab, or the library. */
export function useBackLink(): { href: string; label: string } {
  const { navigation: messages } = layoutMessages
  const href = useSyncExternalStore(subscribeToNothing, lastList, () => '/library')
  if (href.startsWith('/search')) return { href, label: messages.backToSearch }
  if (href.startsWith('/matters/')) return { href, label: messages.backToMatter }
  return { href, label: messages.backToLibrary }
}
