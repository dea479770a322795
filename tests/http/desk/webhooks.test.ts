import { beforeEach, describe, expect, test } from 'vitest'
import { Browser, editor } from '../../desk.ts'
import { ownReceiver, type Receiver } from '../../receiver.ts'
import { addWebhook, webhooksOf } from '../../webhooks.ts'
import { admin } from '../../worker.ts'

const PAGE = '/desk/briefings/bridges/webhooks'

let receiver: Receiver

beforeEach(async () => {
  receiver = ownReceiver()
  await admin('PUT', '/api/briefings/bridges', { title: 'Bridges' })
})

describe("the page of a briefing's webhooks", () => {
  test('is led to from its subscribers, and says what to do where there is none', async () => {
    const browser = await editor()
    expect(await (await browser.get('/desk/briefings/bridges/subscribers')).text()).toContain(`href="${PAGE}"`)
    expect(await (await browser.get(PAGE)).text()).toContain('Nothing is posted anywhere yet.')
    expect((await browser.get('/desk/briefings/nothing/webhooks')).status).toBe(404)
  })

  test('adds one, and shows its secret once and its address never', async () => {
    const browser = await editor()
    const url = receiver.at('/T000/secret-part')
    const added = await browser.post(PAGE, { url, shape: 'slack', label: '<b>News</b>' }, PAGE)
    expect(added.status).toBe(201)
    const shown = await added.text()
    expect(shown).toMatch(/value="whsec_[^"]+"/)
    expect(shown).not.toContain('secret-part')
    const later = await (await browser.get(PAGE)).text()
    expect(later).not.toContain('whsec_')
    expect(later).toContain('&lt;b&gt;News&lt;/b&gt;')
    expect(later).toContain('a Slack message')
    expect(later).toContain('none yet')
  })

  test('keeps what was typed where it is wrong', async () => {
    const browser = await editor()
    const answer = await browser.post(PAGE, { url: 'hooks.example/x', shape: 'teams', label: 'News' }, PAGE)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('value="hooks.example/x"')
    expect(page).toContain('value="News"')
    expect(page).toContain('<option value="teams" selected>')
    expect(page).toContain('href="#url"')
    expect(await webhooksOf('bridges')).toEqual([])
  })

  test('says that an address is there already', async () => {
    await addWebhook('bridges', receiver.at('/a'))
    const answer = await (await editor()).post(PAGE, { url: receiver.at('/a'), shape: 'json', label: '' }, PAGE)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Nothing was added. This address is on the list')
  })

  test('tests one, and says what the other side said', async () => {
    await receiver.put({ '/a': [{ status: 200 }, { status: 404, body: 'no_<team>' }] })
    const { id } = await addWebhook('bridges', receiver.at('/a'), 'slack')
    const browser = await editor()
    expect((await browser.post(`${PAGE}/${id}/test`, {}, PAGE)).headers.get('Location')).toBe(`${PAGE}?done=tested`)
    const refused = await browser.post(`${PAGE}/${id}/test`, {}, PAGE)
    expect(refused.status).toBe(502)
    expect(await refused.text()).toContain('It said: 404 no_&lt;team&gt;')
    expect(await receiver.received()).toHaveLength(2)
  })

  test('removes one', async () => {
    const { id } = await addWebhook('bridges', receiver.at('/a'))
    const browser = await editor()
    expect((await browser.post(`${PAGE}/${id}/remove`, {}, PAGE)).headers.get('Location')).toBe(`${PAGE}?done=removed`)
    expect((await browser.post(`${PAGE}/${id}/remove`, {}, PAGE)).status).toBe(404)
    expect(await webhooksOf('bridges')).toEqual([])
  })

  test('only shows, to whoever may not send', async () => {
    const { id } = await addWebhook('bridges', receiver.at('/a'))
    const { token } = await (await admin('POST', '/api/tokens', { name: 'Writer', scopes: ['read', 'write'] })).json<{ token: string }>()
    const browser = new Browser()
    await browser.login(token)
    const page = await (await browser.get(PAGE)).text()
    expect(page).not.toContain('Add a webhook')
    expect(page).not.toContain('/remove')
    for (const path of [PAGE, `${PAGE}/${id}/test`, `${PAGE}/${id}/remove`])
      expect((await browser.post(path, { url: receiver.at('/b') }, '/desk/briefings/bridges/subscribers')).status).toBe(403)
    expect(await webhooksOf('bridges')).toHaveLength(1)
  })
})
