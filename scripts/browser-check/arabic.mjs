const ARTICLE = {
  headline: 'ميناء طرابلس يستأنف العمل ليلاً بعد إصلاح الإنارة',
  dek: 'ثلاث رافعات من أصل خمس تعمل منذ مساء الأحد.',
  language: 'ar',
  url: 'https://marsa.example/port',
  publishedAt: '2026-03-15T18:00:00Z',
  attribution: [
    { outlets: ['صحيفة المرسى'], url: 'https://marsa.example/port', form: 'report' },
    { outlets: ['Reuters'], url: null, form: 'interview' },
  ],
  topics: ['arabic-port'],
  body: [
    'استأنف ميناء طرابلس العمل ليلاً مساء الأحد بعد أن أصلحت فرق الصيانة أعمدة الإنارة على الرصيف الشمالي.',
    'وقالت مديرة الميناء سلمى الحداد: «ثلاث رافعات من أصل خمس تعمل الآن، والباقيتان قبل نهاية الشهر».',
  ],
  points: [{ text: 'استأنف ميناء طرابلس العمل ليلاً مساء الأحد بعد أن أصلحت فرق الصيانة أعمدة الإنارة على الرصيف الشمالي.' }],
  quotes: [{ text: 'ثلاث رافعات من أصل خمس تعمل الآن، والباقيتان قبل نهاية الشهر', speaker: 'سلمى الحداد', kind: 'direct' }],
  people: [{ name: 'سلمى الحداد', role: 'مديرة الميناء' }],
  places: ['طرابلس'],
}
const BRIEFING = {
  title: 'نشرة الميناء',
  description: 'ما يحدث في الموانئ، ومن قاله أولاً.',
  language: 'ar',
  timezone: 'Africa/Tripoli',
  select: { topics: { any: ['arabic-port'] } },
  schedule: { cron: '0 7 * * MON-FRI' },
}

/** A briefing in Arabic with an edition, and the addresses of its pages. */
export async function addArabic(call) {
  const { articles } = await call('POST', '/api/articles', ARTICLE)
  await call('PUT', '/api/briefings/port', BRIEFING)
  await call('POST', '/api/briefings/port/editions')
  return { article: articles[0].id, briefing: 'port' }
}
