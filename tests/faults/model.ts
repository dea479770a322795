/** What the Worker promises, as plain as it can be said: lists in memory. */

export interface ModelArticle {
  readonly id: string
  /** One that is erased and made anew is another. */
  readonly generation: number
  readonly revision: number
  readonly topic: string
  readonly text: string
  readonly isPublic: boolean
  /** When it was published, by which the newest come first; and again the same through all its revisions. */
  readonly place: number
  /** By the revision that they made. */
  readonly corrections: ReadonlyMap<number, string>
}

export interface ModelBriefing {
  readonly topic: string
  readonly limit: number
}

export interface ModelSnapshot {
  readonly items: readonly Pick<ModelArticle, 'id' | 'generation' | 'revision'>[]
}

export interface ModelShare extends ModelSnapshot {
  readonly id: string
  readonly path: string
  readonly isRevoked: boolean
}

/** An item of a page: what is shown, and what is said to have been corrected since. */
export interface Shown {
  readonly id: string
  readonly revision: number
  readonly corrected: readonly string[]
}

export class Model {
  readonly articles = new Map<string, ModelArticle>()
  readonly briefings = new Map<string, ModelBriefing>()
  /** They stay when their briefing is deleted, and its successor goes on counting. */
  readonly editions = new Map<string, ModelSnapshot[]>()
  /** They stay, too. */
  readonly lists = new Map<string, Set<string>>()
  readonly shares: ModelShare[] = []
  generations = 0

  /** What a briefing holds as of now. */
  live(slug: string): ModelArticle[] {
    const { topic, limit } = this.briefings.get(slug) ?? { topic: '', limit: 0 }
    return this.newest()
      .filter((article) => article.topic === topic && article.isPublic)
      .slice(0, limit)
  }

  newest(): ModelArticle[] {
    return [...this.articles.values()].toSorted((a, b) => b.place - a.place)
  }

  /** What a snapshot shows as of now. */
  shown({ items }: ModelSnapshot): Shown[] {
    return items.flatMap(({ id, generation, revision }) => {
      const article = this.articles.get(id)
      if (article?.generation !== generation || !article.isPublic) return []
      const corrected = [...article.corrections].filter(([at]) => at > revision).map(([, note]) => note)
      return [{ id, revision, corrected }]
    })
  }
}
