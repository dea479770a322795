import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Briefing, durationMilliseconds } from '../../src/core/briefing.ts'
import { actOnRecipeForm } from '../../src/core/recipe-form-act.ts'
import { differencesOf } from '../../src/core/recipe-form-difference.ts'
import { briefingOf } from '../../src/core/recipe-form-flaws.ts'
import { toRecipeForm } from '../../src/core/recipe-form.ts'
import { fromWeekly, toWeekly, WEEKDAYS } from '../../src/core/weekly.ts'

const PLAIN = toRecipeForm(Briefing.parse({ slug: 'x', title: 'X' }))

describe('days and a time', () => {
  test('become a cron expression and are the same again', () => {
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    fc.assert(
      fc.property(fc.subarray([...WEEKDAYS], { minLength: 1 }), time, (days, [hour, minute]) => {
        const weekly = { days, time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` }
        expect(toWeekly(fromWeekly(weekly) ?? '')).toEqual(weekly)
      }),
    )
  })

  test.each([
    ['0 7 * * 1-5', ['MON', 'TUE', 'WED', 'THU', 'FRI'], '07:00'],
    ['5 18 * * 0', ['SUN'], '18:05'],
    ['5 18 * * 7,sat', ['SAT', 'SUN'], '18:05'],
    ['0 0 * * *', [...WEEKDAYS], '00:00'],
  ])('are read in %s', (cron, days, time) => {
    expect(toWeekly(cron)).toEqual({ days, time })
  })

  test.each(['0 7,8 * * *', '*/5 7 * * *', '0 7 1 * *', '0 7 * 1 *', '0 7 * * FRI#2', '0 7 * * FRI-MON', '0 7 * * 0-6/2', '', 'nonsense'])(
    'are not read in “%s”, which says more or nothing',
    (cron) => {
      expect(toWeekly(cron)).toBeNull()
    },
  )

  test('that were written otherwise stay as they were written', () => {
    const form = toRecipeForm(Briefing.parse({ slug: 'x', title: 'X', schedule: { cron: '00 7 * * 1-5' } }))
    const read = briefingOf(form)
    expect(read.ok && read.value.schedule?.cron).toBe('00 7 * * 1-5')
  })
})

test('how far back is the same length again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999 }),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      (days, hours, minutes) => {
        fc.pre(days + hours + minutes > 0)
        const window = `P${days}DT${hours}H${minutes}M`
        const read = briefingOf(toRecipeForm(Briefing.parse({ slug: 'x', title: 'X', select: { window } })))
        expect(read.ok && durationMilliseconds(read.value.select.window ?? '')).toBe(durationMilliseconds(window))
      },
    ),
  )
})

test('buttons move, pin and drop, whatever they are asked', () => {
  const verbs = fc.constantFrom('pin', 'unpin', 'up', 'down', 'leave-out', 'take-in', 'nonsense')
  const acts = fc.array(fc.tuple(verbs, fc.constantFrom('a', 'b', 'c', '')).map(([verb, subject]) => `${verb}:${subject}`))
  fc.assert(
    fc.property(acts, (list) => {
      const { pinned, excluded } = list.reduce(actOnRecipeForm, PLAIN)
      expect(new Set([...pinned, ...excluded]).size).toBe(pinned.length + excluded.length)
      expect(pinned).not.toContain('')
    }),
  )
})

test('what differs between two is named, and nothing else', () => {
  expect(differencesOf(PLAIN, PLAIN)).toEqual([])
  const mine = { ...PLAIN, title: 'Y', topics: { ...PLAIN.topics, any: 'gas,oil' }, notes: { a: ' ' } }
  expect(differencesOf(PLAIN, mine)).toEqual([
    { label: 'Title', theirs: 'X', mine: 'Y' },
    { label: 'Topics, any of', theirs: '', mine: 'gas, oil' },
  ])
})

test('a brand is the same again', () => {
  const brand = {
    name: 'North Coast Desk',
    colours: { accent: '#0b5cad', accentDark: null },
    logo: `${'0'.repeat(32)}-480x120.png`,
    footer: 'Made by hand.',
    postalAddress: '4 Harbour Street, Halden',
  }
  const read = briefingOf(toRecipeForm(Briefing.parse({ slug: 'x', title: 'X', brand })))
  expect(read.ok && read.value.brand).toEqual(brand)
  const { brand: _none, ...earlier } = Briefing.parse({ slug: 'x', title: 'X' })
  expect(toRecipeForm(JSON.parse(JSON.stringify(earlier)))).toEqual(PLAIN)
})
