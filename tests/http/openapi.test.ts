import { expect, test } from 'vitest'
import { z } from 'zod'
import { api } from '../../src/http/api/api.ts'
import { gateway } from '../../src/http/gateway.ts'
import { parsePage } from '../../src/urls.ts'
import { get } from '../worker.ts'

const OpenApi = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), z.object({ summary: z.string(), responses: z.object({}).loose() }))),
})

test('the description names every route of the Worker, and no other', async () => {
  const description = OpenApi.parse(await (await get('/openapi.json')).json())
  const described = Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const routed = [...gateway.routes, ...api.routes]
    .filter((route) => route.method !== 'ALL')
    .map((route) => `${route.method} ${route.path.replaceAll(/:(\w+)(\{.*\})?/g, '{$1}').replace(/(?<=.)\/$/, '')}`)
  const isPage = (one: string) =>
    parsePage(
      one
        .replace('GET ', '')
        .replace('{number}', '1')
        .replace('{key}', '0'.repeat(32))
        .replace('/logos/{id}', `/logos/${'0'.repeat(32)}-1x1.png`)
        .replaceAll(/\{\w+\}/g, 'x'),
    ) !== null
  const pages = described.filter((one) => one.startsWith('GET /') && isPage(one))
  expect(pages).toHaveLength(26)
  expect(described.filter((one) => !pages.includes(one)).toSorted()).toEqual([...new Set(routed)].toSorted())
})

test('the description says what an article must have', async () => {
  const text = await (await get('/openapi.json')).text()
  const { paths } = JSON.parse(text)
  const schema = paths['/api/articles'].post.requestBody.content['application/json'].schema
  expect(JSON.stringify(schema)).toContain('"required":["headline","body"]')
  expect(text).not.toContain('$ref":"#/$defs')
})
