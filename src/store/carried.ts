/** The statement that notes which revisions an edition carried. One that waits or was withdrawn has carried nothing to anybody. */
export function carryStatement(db: D1Database, snapshot: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO carried (briefing, article, revision)
       SELECT e.briefing, i.article, i.revision FROM editions e CROSS JOIN snapshot_items i ON i.snapshot = e.snapshot
       WHERE e.snapshot = ?1 AND e.waiting = 0 AND e.withdrawn_at IS NULL
       ON CONFLICT (briefing, article) DO UPDATE SET revision = max(revision, excluded.revision)`,
    )
    .bind(snapshot)
}
