import type { ArticleFields } from './article-fields.ts'
import type { Wrong } from './article-rows.ts'
import { choice, field } from './field.ts'

const VISIBILITIES = [
  ['public', 'public'],
  ['private', 'private: in no public or unlisted briefing'],
] as const

/** What is said of an article besides its text: where and when it was published, how it is filed, and who may see it. */
export function particularsOf(fields: ArticleFields, wrong: Wrong) {
  return {
    particulars: [
      field('url', 'Address of the original', fields.url, { dir: 'ltr', error: wrong('url') }),
      field('language', 'Language', fields.language, { hint: 'A tag such as en, uk or ar.', dir: 'ltr', error: wrong('language') }),
      field('publishedAt', 'Published (UTC)', fields.publishedAt, { type: 'datetime-local', error: wrong('publishedAt') }),
      field('embargoUntil', 'Embargo until (UTC)', fields.embargoUntil, {
        type: 'datetime-local',
        hint: 'No reader sees the article before.',
        error: wrong('embargoUntil'),
      }),
      field('topics', 'Topics', fields.topics, { hint: 'Parted by commas, such as energy-prices, norway.', error: wrong('topics') }),
      field('story', 'Story', fields.story, { hint: 'One name for all articles on one event.', error: wrong('story') }),
    ],
    bylineArea: field('byline', 'Byline', fields.byline, { hint: 'One name a line.', rows: 2, error: wrong('byline') }),
    visibilityChoice: choice('visibility', 'Visibility', VISIBILITIES, fields.visibility, { error: wrong('visibility') }),
  }
}
