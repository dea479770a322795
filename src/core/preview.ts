import * as z from 'zod'
import { ArticleInput } from './article.ts'
import { Recipe } from './briefing.ts'
import { Slug } from './slug.ts'
import { TEMPLATE_FORMATS } from './template.ts'
import { plain } from './text.ts'

/** What somebody wants to see before anything is stored. */

const Text = z.string().overwrite(plain)

export const PreviewRequest = z
  .strictObject({
    briefing: Slug.optional().describe('one that is stored, as of now'),
    edition: z.int().min(1).optional().describe('one of its editions instead'),
    recipe: Recipe.optional().describe('a recipe as it would be stored, instead of a briefing that is'),
    article: ArticleInput.extend({ id: Slug.optional() })
      .optional()
      .describe(
        'an article as it would be stored: within the briefing in place of the one of its id, or first; without a briefing by itself',
      ),
    template: Slug.nullable().optional().describe('the template set; null for the built-in one; left out, the one that the briefing names'),
    texts: z
      .strictObject({ html: Text.optional(), md: Text.optional(), txt: Text.optional(), mail: Text.optional() })
      .optional()
      .describe('templates as they would be stored, instead of those of the set'),
    format: z
      .enum([...TEMPLATE_FORMATS, 'eml', 'json'])
      .describe('"mail" is the HTML of a mail to a subscriber, "eml" the whole of a draft'),
  })
  .superRefine(({ briefing, recipe, edition, article }, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (briefing !== undefined && recipe !== undefined) wrong('recipe', 'stands instead of "briefing": send one of them')
    if (briefing === undefined && recipe === undefined && article === undefined)
      wrong('briefing', 'is needed, or a "recipe", or an "article": something to show')
    if (edition !== undefined && briefing === undefined) wrong('edition', 'is one of a "briefing", which has to be named')
    if (edition !== undefined && article !== undefined) wrong('article', 'cannot stand in an edition, which keeps its texts')
  })

export type PreviewRequest = z.infer<typeof PreviewRequest>
export type PreviewFormat = PreviewRequest['format']
