import * as z from 'zod'
import { WebUrl } from '../../core/field.ts'
import { refuse, type Refusal } from '../../core/refusal.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { Slug } from '../../core/slug.ts'

/** Query parameters that keep to a schema; a parameter that it does not know is an error, like an unknown field. */
export function readParameters<S extends z.ZodType>(query: Record<string, string>, schema: S): Result<z.output<S>, Refusal> {
  const parsed = schema.safeParse(query)
  return parsed.success ? ok(parsed.data) : fail(refuse(parsed.error))
}

/** What stands beside a document that is taken in. */
export const IntakeParameters = z.strictObject({
  url: WebUrl.optional().describe("the document's address, where it does not say; without a body, what is fetched"),
  topics: z
    .string()
    .max(2000, 'at most 2000 characters')
    .transform((list) => list.split(',').flatMap((topic) => topic.trim() || []))
    .pipe(z.array(Slug).max(20, 'at most 20 topics'))
    .optional()
    .describe('topics, parted by commas, where it does not say'),
})
