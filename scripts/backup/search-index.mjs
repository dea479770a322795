/** Articles at once: two values each, and no more bytes than one read of KV may bring. */
const AT_ONCE = 20

/**
 * Makes the full-text index anew from what is in KV: it keeps no text, so that none can be carried. Answers the ids of the articles whose
 * text is not there.
 */
export async function indexTexts(db, kv) {
  const missing = []
  let last = -1
  for (;;) {
    const { results } = await db
      .prepare(`SELECT number, id, key, headline FROM articles WHERE number > ?1 ORDER BY number LIMIT ${AT_ONCE}`)
      .bind(last)
      .all()
    if (results.length === 0) return missing
    missing.push(...(await indexSome(db, kv, results)))
    last = results.at(-1).number
  }
}

async function indexSome(db, kv, articles) {
  const values = await kv.get(
    articles.flatMap(({ id, key }) => [`article/${id}/${key}`, `body/${id}/${key}`]),
    'json',
  )
  const rows = articles.map(({ number, id, key, headline }) => {
    const body = values.get(`body/${id}/${key}`)
    return { id, isMissing: !body, row: [number, headline, values.get(`article/${id}/${key}`)?.dek ?? '', body?.join('\n') ?? ''] }
  })
  await db
    .prepare(`INSERT INTO article_text (rowid, headline, dek, body) VALUES ${rows.map(() => '(?, ?, ?, ?)').join(', ')}`)
    .bind(...rows.flatMap(({ row }) => row))
    .run()
  return rows.filter(({ isMissing }) => isMissing).map(({ id }) => id)
}
