-- Logos: which there are. Kind and size stand in the id; the pictures stand in KV.

CREATE TABLE logos (
  id TEXT PRIMARY KEY,               -- KV: logo/{id}
  bytes INTEGER NOT NULL,
  at TEXT NOT NULL,
  actor TEXT                         -- who added it, as in revisions
) STRICT, WITHOUT ROWID;

-- Whether any snapshot shows a logo: then its picture stays when it is removed.
CREATE INDEX snapshots_logo ON snapshots (header ->> '$.brand.logo') WHERE header ->> '$.brand.logo' IS NOT NULL;
