import { describe, expect, test } from 'vitest'
import { fail, ok } from '../../src/core/result.ts'
import { anywhere, publicOnly } from '../../src/web/guard.ts'
import { addressFlaw } from '../../src/web/public-address.ts'

describe('an address', () => {
  test.each([
    'https://coast.example/feed.xml',
    'http://coast.example:8080/',
    'https://93.184.215.14/',
    'https://172.32.0.1/',
    'https://100.128.0.1/',
    'https://11.0.0.1/',
    'https://[2606:4700::6810:84e5]/',
    'https://[2001:4860:4860::8888]/',
    'https://localhost.example/',
    'https://пошта.укр/',
  ])('%s may be fetched', (address) => {
    expect(addressFlaw(new URL(address))).toBeNull()
  })

  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://100.100.100.200/',
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/',
    'http://192.0.0.192/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::]/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:93.184.215.14]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b:1::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/',
    'http://[2001:db8::1]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[ff02::1]/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://metadata/',
    'http://router.lan/',
    'http://nas.home.arpa/',
    'http://①②⑦.0.0.1/',
    'ftp://coast.example/',
    'file:///etc/passwd',
    'data:text/html,x',
    'https://user@coast.example/',
    'https://:secret@coast.example/',
  ])('%s may not', (address) => {
    expect(addressFlaw(new URL(address))).toMatch(/^(?:is|has) /)
  })
})

describe('a name', () => {
  const leadingTo = (...addresses: string[]) => publicOnly(async () => ok(addresses))(new URL('https://coast.example/'))

  test('that leads to public addresses may be fetched from', async () => {
    expect(await leadingTo('93.184.215.14', '2606:4700::6810:84e5')).toBeNull()
  })

  test.each([[['10.0.0.1']], [['93.184.215.14', '127.0.0.1']], [['93.184.215.14', '::1']], [['::ffff:10.0.0.1']], [['no address']], [[]]])(
    'that leads to %j may not',
    async (addresses) => {
      expect(await leadingTo(...addresses)).toMatchObject({ passing: false })
    },
  )

  test('that cannot be looked up may not just now', async () => {
    expect(await publicOnly(async () => fail('ESERVFAIL'))(new URL('https://coast.example/'))).toMatchObject({ passing: true })
  })

  test('is not looked up where its text says enough', async () => {
    const guard = publicOnly(() => Promise.reject(new Error('it was looked up')))
    expect(await guard(new URL('https://93.184.215.14/'))).toBeNull()
    expect(await guard(new URL('https://a.local/'))).toMatchObject({ passing: false })
  })
})

test('where private networks are allowed, other schemes and passwords are not', async () => {
  expect(await anywhere(new URL('http://127.0.0.1/'))).toBeNull()
  expect(await anywhere(new URL('ftp://127.0.0.1/'))).not.toBeNull()
  expect(await anywhere(new URL('http://me:secret@127.0.0.1/'))).not.toBeNull()
})
