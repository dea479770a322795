import source from '../../../templates/desk/tokens.html.mustache'
import type { TokenEntry } from '../../core/access-token.ts'
import type { Flaw } from '../../core/result.ts'
import { Scope } from '../../core/scope.ts'
import { check, field, problemView } from './field.ts'
import type { Frame } from './frame.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

export interface TokensPage {
  readonly tokens: readonly TokenEntry[]
  /** What was typed, and what is wrong with it; or nothing yet. */
  readonly typed: { readonly name: string; readonly scopes: readonly string[] } | null
  readonly flaws: readonly Flaw[]
  /** The token that was made just now. */
  readonly given: { readonly name: string; readonly token: string } | null
}

const SCOPES: Readonly<Record<Scope, string>> = {
  read: 'Read: see all that is stored, private articles and addresses included',
  write: 'Write: articles, briefings, editions, shares, sources, subscribers',
  send: 'Send: mail editions, and set when briefings are mailed',
}

/** The page of named tokens. */
export function renderTokens(frame: Frame, { tokens, typed, flaws, given }: TokensPage): string {
  const wrong = (name: string) => flaws.find((flaw) => flaw.pointer.startsWith(`/${name}`))?.detail ?? null
  return render({
    ...frame,
    given,
    problem: flaws.length > 0 ? problemView('No token was made.', flaws, (pointer) => pointer.split('/')[1] ?? '') : null,
    listed: tokens.map(({ id, name, scopes, createdAt, createdBy, usedOn, revokedAt }) => ({
      id,
      tokenName: name,
      scopes: scopes.join(', '),
      made: createdAt,
      madeDay: createdAt.slice(0, 10),
      by: createdBy,
      used: usedOn ?? 'never',
      revoked: revokedAt?.slice(0, 10) ?? null,
    })),
    nameField: field('name', 'Name', typed?.name ?? '', {
      hint: 'A colleague or a program. It cannot be given again later.',
      required: true,
      error: wrong('name'),
    }),
    scopeChecks: Scope.options.map((scope) =>
      check('scopes', SCOPES[scope], (typed?.scopes ?? ['read']).includes(scope), { value: scope }),
    ),
    scopesError: wrong('scopes'),
  })
}
