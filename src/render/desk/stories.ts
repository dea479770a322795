import joinSource from '../../../templates/desk/partials/story-join.html.mustache'
import memberSource from '../../../templates/desk/partials/story-member.html.mustache'
import membersSource from '../../../templates/desk/partials/story-members.html.mustache'
import listSource from '../../../templates/desk/stories.html.mustache'
import storySource from '../../../templates/desk/story.html.mustache'
import type { Proposal, Story } from '../../core/story.ts'
import type { Frame } from './frame.ts'
import { joinView, type JoinMatter } from './stories-join.ts'
import type { MemberArticle } from './stories-member.ts'
import { storyView } from './stories-members.ts'
import { proposalView } from './stories-proposal.ts'
import { deskTemplate } from './template.ts'

const PARTIALS = { join: joinSource, member: memberSource, members: membersSource }
const renderList = deskTemplate(listSource, PARTIALS)
const renderOne = deskTemplate(storySource, PARTIALS)

/** So many texts of a story stand in the list; its own page has them all. */
const MOST_LISTED = 8

export interface StoriesPage {
  readonly proposals: readonly Proposal[]
  readonly moreProposals: number
  readonly stories: readonly Story[]
  readonly members: ReadonlyMap<string, MemberArticle>
  /** Where in all stories this page begins, and the next one; null where this is the last. */
  readonly from: number
  readonly next: number | null
  readonly join: JoinMatter
  readonly problem: string | null
}

/** The stories, and what an editor is asked about. */
export function renderStories(
  frame: Frame,
  { proposals, moreProposals, stories, members, from, next, join, problem }: StoriesPage,
): string {
  return renderList({
    ...frame,
    problem: problem === null ? null : { detail: problem, flaws: [] },
    proposals: proposals.map((one) => proposalView(one, members)),
    moreProposals: moreProposals > 0 ? moreProposals : null,
    stories: stories.map((one) => storyView(one, members, MOST_LISTED)),
    further: from > 0,
    nextAddress: next === null ? null : `/desk/stories?from=${next}`,
    join: joinView(join, null),
  })
}

export interface StoryPage {
  readonly story: Story
  readonly members: ReadonlyMap<string, MemberArticle>
  readonly join: JoinMatter
}

/** One story, whole. */
export function renderStory(frame: Frame, { story, members, join }: StoryPage): string {
  return renderOne({ ...frame, ...storyView(story, members, Infinity), problem: null, join: joinView(join, story.story) })
}
