import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from '@playwright/test'
import { patchSetHeaderWithCookieSupport } from 'next/dist/server/lib/patch-set-header.js'
import { addRequestMeta, getRequestMeta } from 'next/dist/server/request-meta.js'
import { prepareNextRemoval } from '#lib/core/http/host/detach-next.ts'

// Imports Next's own modules, so that it fails when a new version stores its data on a request differently.
test('what Next attaches to a request and its response is removed', () => {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  const removeNext = prepareNextRemoval(request, response)
  addRequestMeta(request, 'initURL', 'http://localhost/')
  patchSetHeaderWithCookieSupport(request, response)
  response.on('close', () => {})
  expect(getRequestMeta(request, 'initURL')).toBe('http://localhost/')
  expect(response.setHeader).not.toBe(ServerResponse.prototype.setHeader)

  removeNext()
  expect(getRequestMeta(request, 'initURL')).toBeUndefined()
  expect(response.setHeader).toBe(ServerResponse.prototype.setHeader)
  expect(response.listenerCount('close')).toBe(0)
})
