import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Recipe } from '../../src/core/briefing.ts'
import { dayIn } from '../../src/core/day.ts'
import { cronFlaw, dueAt, nextDue } from '../../src/core/schedule.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const at = (text: string) => new Date(text)
const every = (cron: string, ...skipDates: string[]) => ({ cron, skipDates })

/** The due times of a span, in UTC: "03-08 07:00". */
function dueIn(cron: string, timezone: string, from: string, until: string): string[] {
  const due = nextDue(every(cron), timezone, new Date(at(from).getTime() - 1), 300).filter((run) => run <= at(until))
  return due.map((run) => run.toISOString().slice(5, 16).replace('T', ' '))
}

describe('over a change of the clocks', () => {
  test.each([
    ['Europe/Kyiv', '2026-03-27T12:00Z', ['03-28 05:00', '03-29 04:00', '03-30 04:00']],
    ['Europe/Kyiv', '2026-10-23T12:00Z', ['10-24 04:00', '10-25 05:00', '10-26 05:00']],
    ['America/New_York', '2026-03-07T00:00Z', ['03-07 12:00', '03-08 11:00', '03-09 11:00']],
    ['America/New_York', '2026-10-31T00:00Z', ['10-31 11:00', '11-01 12:00', '11-02 12:00']],
    ['Australia/Lord_Howe', '2026-04-03T00:00Z', ['04-03 20:00', '04-04 20:30', '04-05 20:30']],
    ['Australia/Lord_Howe', '2026-10-02T00:00Z', ['10-02 20:30', '10-03 20:00', '10-04 20:00']],
  ])('seven in the morning stays seven in %s, from %s', (zone, from, expected) => {
    const until = new Date(at(from).getTime() + 3 * DAY).toISOString()
    expect(dueIn('0 7 * * *', zone, from, until)).toEqual(expected)
  })

  test.each([
    // A time in the gap comes when the clock has jumped, once.
    ['30 2 * * *', 'America/New_York', '2026-03-08T05:00Z', ['03-08 07:00', '03-09 06:30']],
    ['30 2,14 * * *', 'America/New_York', '2026-03-08T05:00Z', ['03-08 07:00', '03-08 18:30', '03-09 06:30']],
    ['*/30 2 * * *', 'America/New_York', '2026-03-08T05:00Z', ['03-08 07:00', '03-09 06:00', '03-09 06:30']],
    ['0 2,3 * * *', 'America/New_York', '2026-03-08T05:00Z', ['03-08 07:00', '03-09 06:00', '03-09 07:00']],
    ['30 3 * * *', 'Europe/Kyiv', '2026-03-28T22:00Z', ['03-29 01:00', '03-30 00:30']],
    ['15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T13:30Z', ['10-03 15:30', '10-04 15:15']],
    ['0 0 * * *', 'Africa/Cairo', '2026-04-22T23:00Z', ['04-23 22:00', '04-24 21:00']],
    // A time that comes twice counts the first time.
    ['30 1 * * *', 'America/New_York', '2026-11-01T04:00Z', ['11-01 05:30', '11-02 06:30']],
    ['30 1,13 * * *', 'America/New_York', '2026-11-01T04:00Z', ['11-01 05:30', '11-01 18:30', '11-02 06:30']],
    ['30 1-23/12 * * *', 'America/New_York', '2026-11-01T04:00Z', ['11-01 05:30', '11-01 18:30', '11-02 06:30']],
    ['*/30 1 * * *', 'America/New_York', '2026-11-01T04:00Z', ['11-01 05:00', '11-01 05:30', '11-02 06:00', '11-02 06:30']],
    ['30 3 * * *', 'Europe/Kyiv', '2026-10-24T21:00Z', ['10-25 00:30', '10-26 01:30']],
    ['45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T13:00Z', ['04-04 14:45', '04-05 15:15']],
    // What runs in every hour goes by the hours that pass.
    ['0 * * * *', 'America/New_York', '2026-03-08T06:00Z', ['03-08 06:00', '03-08 07:00', '03-08 08:00']],
    ['0 * * * *', 'America/New_York', '2026-11-01T05:00Z', ['11-01 05:00', '11-01 06:00', '11-01 07:00']],
    ['0 0-23 * * *', 'America/New_York', '2026-11-01T05:00Z', ['11-01 05:00', '11-01 06:00', '11-01 07:00']],
    ['0 * * * *', 'Europe/Kyiv', '2026-03-29T00:00Z', ['03-29 00:00', '03-29 01:00', '03-29 02:00']],
    ['0 * * * *', 'Europe/Kyiv', '2026-10-25T00:00Z', ['10-25 00:00', '10-25 01:00', '10-25 02:00']],
    // 02:00 is left out; half past is not.
    ['0,30 * * * *', 'Australia/Lord_Howe', '2026-10-03T15:00Z', ['10-03 15:00', '10-03 15:30', '10-03 16:00']],
    ['0,30 * * * *', 'Australia/Lord_Howe', '2026-04-04T14:30Z', ['04-04 14:30', '04-04 15:00', '04-04 15:30']],
  ])('%s in %s, from %s', (cron, zone, from, expected) => {
    expect(dueIn(cron, zone, from, '2026-12-31T00:00Z').slice(0, expected.length)).toEqual(expected)
  })

  test.each([
    ['America/New_York', '2026-03-08T00:00Z', '2026-03-09T12:00Z'],
    ['America/New_York', '2026-11-01T00:00Z', '2026-11-02T12:00Z'],
    ['Europe/Kyiv', '2026-03-28T12:00Z', '2026-03-30T00:00Z'],
    ['Europe/Kyiv', '2026-10-24T12:00Z', '2026-10-26T00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T00:00Z', '2026-04-05T12:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T00:00Z', '2026-10-04T12:00Z'],
  ])('a clock that ticks every five minutes through it in %s, from %s, sets off each due time once', (zone, from, until) => {
    for (const cron of ['30 2 * * *', '30 1,2 * * *', '*/15 * * * *']) {
      const found: string[] = []
      let last = at(from)
      for (let now = last.getTime(); now <= at(until).getTime(); now += 5 * MINUTE) {
        const due = dueAt(every(cron), zone, last, new Date(now))
        if (!due) continue
        found.push(due.toISOString().slice(5, 16).replace('T', ' '))
        last = due
      }
      expect(found).toEqual(dueIn(cron, zone, new Date(at(from).getTime() + 1).toISOString(), until))
    }
  })
})

describe('dueAt', () => {
  const daily = every('0 7 * * *')

  test.each([
    ['three days down, the latest only', daily, 'Europe/Kyiv', '2026-06-01T04:00Z', '2026-06-04T09:00Z', '2026-06-04T04:00Z'],
    ['exactly now', daily, 'UTC', '2026-06-01T07:00Z', '2026-06-02T07:00Z', '2026-06-02T07:00Z'],
    ['a moment before', daily, 'UTC', '2026-06-01T07:00Z', '2026-06-02T06:59:59.999Z', null],
    ['a moment after', daily, 'UTC', '2026-06-01T07:00Z', '2026-06-02T07:00:00.001Z', '2026-06-02T07:00Z'],
    ['just had', daily, 'UTC', '2026-06-02T07:00Z', '2026-06-02T07:00Z', null],
    ['had a moment before', daily, 'UTC', '2026-06-02T06:59:59.999Z', '2026-06-02T07:00Z', '2026-06-02T07:00Z'],
    ['a last one in the future', daily, 'UTC', '2026-06-03T07:00Z', '2026-06-02T08:00Z', null],
    ['the end of the year', every('55 23 31 12 *'), 'Europe/Kyiv', '2026-12-31T00:00Z', '2027-01-01T00:00Z', '2026-12-31T21:55Z'],
    [
      'the first minute of the year',
      every('0 0 1 1 *'),
      'Australia/Lord_Howe',
      '2026-12-01T00:00Z',
      '2027-01-01T00:00Z',
      '2026-12-31T13:00Z',
    ],
    ['a leap day, a year and a half on', every('0 7 29 2 *'), 'UTC', '2024-03-01T00:00Z', '2026-11-24T00:00Z', null],
    ['a leap day, from before it', every('0 7 29 2 *'), 'UTC', '2023-03-01T00:00Z', '2026-11-24T00:00Z', '2024-02-29T07:00Z'],
    [
      'half a century of every five minutes',
      every('*/5 * * * *'),
      'Europe/Kyiv',
      '1970-01-01T00:00Z',
      '2026-11-24T15:04Z',
      '2026-11-24T15:00Z',
    ],
  ])('%s', (_case, schedule, zone, last, now, expected) => {
    expect(dueAt(schedule, zone, at(last), at(now))).toEqual(expected && at(expected))
  })

  test('passes over a skipped date, which is one of the zone of the briefing', () => {
    const schedule = every('0 7 * * *', '2026-12-25')
    // 25 December on Lord Howe begins on the 24th in UTC.
    expect(dueAt(schedule, 'Australia/Lord_Howe', at('2026-12-24T12:00Z'), at('2026-12-24T23:00Z'))).toBeNull()
    expect(dueAt(schedule, 'Australia/Lord_Howe', at('2026-12-22T12:00Z'), at('2026-12-25T12:00Z'))).toEqual(at('2026-12-23T20:00Z'))
    expect(dueAt(schedule, 'America/New_York', at('2026-12-24T00:00Z'), at('2026-12-26T00:00Z'))).toEqual(at('2026-12-24T12:00Z'))
  })

  test('finds the last time before a hundred skipped dates of every five minutes', () => {
    const dates = Array.from({ length: 100 }, (_none, day) => new Date(Date.UTC(2026, 8, 1 + day)).toISOString().slice(0, 10))
    const schedule = every('*/5 * * * *', ...dates)
    expect(dueAt(schedule, 'Europe/Kyiv', at('2026-01-01T00:00Z'), at('2026-12-01T00:00Z'))).toEqual(at('2026-08-31T20:55Z'))
    expect(dueAt(schedule, 'Europe/Kyiv', at('2026-08-31T20:55Z'), at('2026-12-01T00:00Z'))).toBeNull()
    expect(nextDue(schedule, 'Europe/Kyiv', at('2026-08-31T20:50Z'), 3)).toEqual(
      ['2026-08-31T20:55Z', '2026-12-09T22:00Z', '2026-12-09T22:05Z'].map(at),
    )
  })
})

describe('nextDue', () => {
  test('on a leap day is years away', () => {
    expect(nextDue(every('0 7 29 2 *'), 'UTC', at('2026-11-24T00:00Z'), 2)).toEqual([at('2028-02-29T07:00Z'), at('2032-02-29T07:00Z')])
  })

  test('leaves out a skipped date and keeps the midnight after it', () => {
    const schedule = every('0 */12 * * *', '2026-12-25', '2026-12-26')
    expect(nextDue(schedule, 'America/New_York', at('2026-12-24T20:00Z'), 2)).toEqual(['2026-12-27T05:00Z', '2026-12-27T17:00Z'].map(at))
  })

  test('begins after the moment, and gives no more than it is asked for', () => {
    expect(nextDue(every('0 7 * * *'), 'UTC', at('2026-06-01T07:00Z'), 1)).toEqual([at('2026-06-02T07:00Z')])
    expect(nextDue(every('0 7 * * *'), 'UTC', at('2026-06-01T07:00Z'), 0)).toEqual([])
  })

  test('ends where nothing comes', () => expect(nextDue(every('0 7 30 2 *'), 'UTC', at('2026-06-01T07:00Z'), 3)).toEqual([]))

  test.each([
    ['0 7 L * *', '2026-02-28 2026-03-31'],
    ['0 7 LW * *', '2026-02-27 2026-03-31'],
    ['0 7 15W * *', '2026-02-16 2026-03-16'],
    ['0 7 * * FRI#2', '2026-02-13 2026-03-13'],
    ['0 7 * * FRIL', '2026-02-27 2026-03-27'],
    ['0 7 * * 0', '2026-02-01 2026-02-08'],
    ['0 7 * * 7', '2026-02-01 2026-02-08'],
    ['0 7 * * SUN', '2026-02-01 2026-02-08'],
    ['0 7 * * 1', '2026-02-02 2026-02-09'],
    ['0 7 * * sat-sun', '2026-02-01 2026-02-07'],
    ['0 7 14 * FRI', '2026-02-06 2026-02-13'],
    ['0 7 13 * +FRI', '2026-02-13 2026-03-13'],
    ['0 7 ? * MON', '2026-02-02 2026-02-09'],
  ])('%s falls on %s', (cron, days) => {
    expect(cronFlaw(cron)).toBeNull()
    const found = nextDue(every(cron), 'UTC', at('2026-01-31T12:00Z'), 2).map((run) => dayIn('UTC', run))
    expect(found.join(' ')).toBe(days)
  })
})

describe('of any schedule, at any time', () => {
  const list = (max: number, size: number) =>
    fc.uniqueArray(fc.integer({ min: 0, max }), { minLength: 1, maxLength: size }).map((values) => values.join(','))
  const cron = fc
    .tuple(
      fc.oneof(list(59, 3), fc.constantFrom('*/5', '*/20', '7-59/13')),
      fc.oneof(list(23, 3), fc.constantFrom('*', '*/2', '1-3', '0-23/6')),
      fc.constantFrom('*', '*', '1,15', 'L', '29', '15W'),
      fc.constantFrom('*', '*', '2', '1-12/3'),
      fc.constantFrom('*', '*', 'MON-FRI', 'SUN', 'FRI#2', '0,6'),
    )
    .map((fields) => fields.join(' '))
  const zone = fc.constantFrom(
    'Europe/Kyiv',
    'America/New_York',
    'Australia/Lord_Howe',
    'UTC',
    'Africa/Cairo',
    'America/Santiago',
    'Atlantic/Azores',
  )
  // Half of them within a day of a change of the clocks somewhere.
  const changes = ['03-08T07:00', '11-01T06:00', '03-29T01:00', '10-25T01:00', '04-04T15:00', '10-03T15:30', '04-23T22:00', '09-06T04:00']
  const moment = fc.oneof(
    fc.date({ min: at('2026-01-01T00:00Z'), max: at('2028-12-31T00:00Z'), noInvalidDate: true }),
    fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -DAY, max: DAY }))
      .map(([change, away]) => new Date(at(`2026-${change}Z`).getTime() + away)),
  )
  const span = fc.oneof(fc.integer({ min: 0, max: 3 * DAY }), fc.integer({ min: 0, max: 400 * DAY }))
  const skipDates = fc.array(
    moment.map((day) => dayIn('UTC', day)),
    { maxLength: 3 },
  )

  test('the one found is the latest of (last, now], and is found once', () => {
    fc.assert(
      fc.property(cron, zone, moment, span, skipDates, (text, timezone, now, milliseconds, dates) => {
        const schedule = { cron: text, skipDates: [...dates, dayIn('UTC', now)].slice(-3) }
        const last = new Date(now.getTime() - milliseconds)
        const due = dueAt(schedule, timezone, last, now)
        const [next] = nextDue(schedule, timezone, due ?? last, 1)
        if (next) expect(next.getTime()).toBeGreaterThan(now.getTime())
        if (!due) return
        expect(due.getTime()).toBeGreaterThan(last.getTime())
        expect(due.getTime()).toBeLessThanOrEqual(now.getTime())
        expect(nextDue(schedule, timezone, new Date(due.getTime() - 1), 1)).toEqual([due])
        expect(dueAt(schedule, timezone, due, now)).toBeNull()
        expect(schedule.skipDates).not.toContain(dayIn(timezone, due))
        const before = dueAt(schedule, timezone, new Date(0), new Date(due.getTime() - 1))
        if (before) expect(nextDue(schedule, timezone, before, 1)).toEqual([due])
      }),
      { numRuns: 500 },
    )
  })

  test('a time of day is the one that the clocks of the zone show, where they show it', () => {
    const clock = (timezone: string) => new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit' })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), zone, moment, (time, timezone, after) => {
        const shown = `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`
        const [due] = nextDue(every(`${time % 60} ${Math.floor(time / 60)} * * *`), timezone, after, 1)
        const until = (due?.getTime() ?? 0) + DAY
        const format = clock(timezone)
        // Every minute from the moment on at which the clock shows that time, walked by hand.
        let minute = Math.ceil((after.getTime() + 1) / MINUTE) * MINUTE
        while (minute < until && format.format(minute) !== shown) minute += MINUTE
        const found = due ? format.format(due) : ''
        if (found === shown) expect(due?.getTime()).toBeGreaterThanOrEqual(minute)
        else expect(due?.getTime()).toBeLessThan(minute)
      }),
      { numRuns: 60 },
    )
  })
})

describe('cronFlaw', () => {
  test.each([
    '0 7 * * MON-FRI',
    '*/5 * * * *',
    '1-59/5 * * * *',
    '0,5,10 7 * * *',
    '58 23 * * *',
    '58,3 23,0 * * *',
    // Never on two days running.
    '58,1 23,0 * * MON,WED',
    '0 7 29 2 *',
    '0 7 * * 0',
    '0 7 * * 7',
    '  0  7 * * mon ',
  ])('takes %s', (text) => expect(cronFlaw(text)).toBeNull())

  test.each([
    ['@daily', 'nicknames'],
    ['@every 5 minutes please now', 'nicknames'],
    ['0 0 7 * * MON', 'without seconds'],
    ['0 0 7 * * MON 2027', 'without seconds or years'],
    ['* * * * * *', 'without seconds'],
    ['at seven', 'five fields'],
    ['', 'five fields'],
    ['60 7 * * *', 'a minute that cannot be read: "60"'],
    ['0 24 * * *', 'an hour'],
    ['0 7 0 * *', 'a day of the month'],
    ['0 7 * 13 *', 'a month'],
    ['0 7 * * 8', 'a weekday that cannot be read: "8"'],
    ['0 7 * * FUNDAY', 'a weekday'],
    ['0 7 * * FRI#6', 'a weekday'],
    ['0 7 * * L', 'a weekday'],
    ['0 7 40W * *', 'a day of the month'],
    ['5/5 * * * *', 'a minute'],
    ['0 9-7 * * *', 'an hour'],
    ['Jan 31 2026 10:00 GMT', 'a minute'],
    ['0 7 * * 1:00', 'a weekday'],
    ['0 7 30 2 *', 'never comes'],
    ['0 7 31 4,6,9,11 *', 'never comes'],
    ['* * * * *', 'less than five minutes apart'],
    ['*/4 * * * *', 'less than five minutes apart'],
    ['*/7 * * * *', 'less than five minutes apart'],
    ['0,4 7 * * *', 'less than five minutes apart'],
    ['58,2 * * * *', 'less than five minutes apart'],
    ['* 7 29 2 *', 'less than five minutes apart'],
    // Over a midnight, every day, at the turn of a month, and on a leap day that is a Sunday.
    ['58,1 23,0 * * *', 'less than five minutes apart'],
    ['58,1 23,0 28,1 2,3 *', 'less than five minutes apart'],
    ['58,1 23,0 29,1 2,3 +SUN,MON', 'less than five minutes apart'],
  ])('refuses %s: %s', (text, reason) => expect(cronFlaw(text)).toContain(reason))

  test('agrees with the runs themselves', () => {
    const part = (max: number) => fc.uniqueArray(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 4 }).map((list) => list.join(','))
    const field = (max: number) =>
      fc.oneof(
        part(max),
        fc.integer({ min: 1, max: max + 1 }).map((step) => `*/${step}`),
      )
    fc.assert(
      fc.property(field(59), field(23), (minute, hour) => {
        const text = `${minute} ${hour} * * *`
        const runs = nextDue(every(text), 'UTC', at('2026-06-01T00:00Z'), 1500).filter((run) => run < at('2026-06-03T01:00Z'))
        const isClose = runs.some((run, index) => index > 0 && run.getTime() - (runs[index - 1]?.getTime() ?? 0) < 5 * MINUTE)
        expect(cronFlaw(text) !== null).toBe(isClose)
      }),
      { numRuns: 100 },
    )
  })

  test('is told of the field of a recipe, as is a zone that is none', () => {
    const messages = (recipe: object) =>
      Recipe.safeParse({ title: 'x', ...recipe }).error?.issues.map(({ path, message }) => `${path.join('/')} ${message}`)
    expect(messages({ schedule: { cron: '@daily' } })).toEqual([expect.stringMatching(/^schedule\/cron .*nicknames/)])
    expect(messages({ schedule: { cron: ' ' } })).toEqual(['schedule/cron must not be empty'])
    for (const timezone of ['Europe/Kyyiv', '+02:00', 'Mars', ''])
      expect(messages({ timezone })).toEqual([expect.stringMatching(/^timezone must be an IANA time zone, such as/)])
  })
})
