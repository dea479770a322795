-- Frozen lists of (article, revision, hash of its public view): editions and shares are snapshots.

CREATE TABLE snapshots (
  id TEXT PRIMARY KEY,
  header TEXT NOT NULL,              -- JSON: what surrounds the articles; no text of an article
  frozen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot_items (
  snapshot TEXT NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  article TEXT NOT NULL,             -- kept after the article is erased
  revision INTEGER NOT NULL,
  key TEXT NOT NULL,                 -- KV: article/{article}/{key}
  sha256 TEXT NOT NULL,              -- of the public view's canonical JSON
  change TEXT CHECK (change IN ('new', 'updated', 'carried over')),
  PRIMARY KEY (snapshot, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX snapshot_items_article ON snapshot_items (article, snapshot);

CREATE TABLE editions (
  briefing TEXT NOT NULL,            -- kept after the recipe is removed
  number INTEGER NOT NULL,
  snapshot TEXT NOT NULL UNIQUE REFERENCES snapshots (id),
  frozen_at TEXT NOT NULL,
  due_at TEXT,
  withdrawn_at TEXT,
  withdrawn_reason TEXT,
  PRIMARY KEY (briefing, number),
  UNIQUE (briefing, due_at)
) STRICT, WITHOUT ROWID;

-- The revision of each article that a briefing's editions last carried.
CREATE TABLE carried (
  briefing TEXT NOT NULL,
  article TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (briefing, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE shares (
  id TEXT PRIMARY KEY,
  key_hash TEXT NOT NULL UNIQUE,     -- SHA-256 of the key, which stands only in the link
  snapshot TEXT NOT NULL UNIQUE REFERENCES snapshots (id),
  of TEXT NOT NULL,                  -- the path it was made from
  label TEXT,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX shares_newest ON shares (created_at DESC, id);
