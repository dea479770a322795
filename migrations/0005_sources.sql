-- Feeds that are polled, and what became of each poll. docs/storage.md explains every table.

CREATE TABLE sources (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  title TEXT,
  outlet TEXT,
  topics TEXT NOT NULL,              -- JSON array of slugs
  rules TEXT NOT NULL,               -- JSON array of {topic, words, categories}
  interval TEXT NOT NULL,            -- ISO 8601 duration
  fetch_pages INTEGER NOT NULL,
  paused INTEGER NOT NULL,
  etag TEXT,                         -- of the last answer of which everything went in
  last_modified TEXT,
  state TEXT NOT NULL DEFAULT 'ok' CHECK (state IN ('ok', 'failing', 'vanished')),
  failures INTEGER NOT NULL DEFAULT 0, -- in a row
  failing_since TEXT,
  last_poll_at TEXT,
  last_success_at TEXT,
  last_error TEXT,
  next_poll_at TEXT NOT NULL,
  lease TEXT,                        -- who polls it now
  leased_until TEXT,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sources_due ON sources (next_poll_at) WHERE paused = 0;

-- The last 300 of each source.
CREATE TABLE polls (
  number INTEGER PRIMARY KEY,
  source TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('read', 'unchanged', 'failed')),
  status INTEGER,
  created INTEGER NOT NULL,
  known INTEGER NOT NULL,
  revised INTEGER NOT NULL,
  held INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  detail TEXT,
  milliseconds INTEGER NOT NULL
) STRICT;

CREATE INDEX polls_source ON polls (source, at);

-- The items that a feed lists and that came in once, as they last were: what was erased since does not come back while the feed goes on listing
-- it, and what another source has changed since is not changed back.
CREATE TABLE source_items (
  source TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  item TEXT NOT NULL,                -- its canonical URL, or "text " and the SHA-256 of headline and body
  text TEXT NOT NULL,                -- SHA-256 of headline and body, as the feed has them
  PRIMARY KEY (source, item)
) STRICT, WITHOUT ROWID;

-- The operator is told of sources, too: a notice is of a briefing or of a source.
CREATE TABLE notices_of_all (
  key TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('failed', 'waiting', 'unknown', 'vanished')),
  briefing TEXT,
  edition INTEGER,
  source TEXT,                       -- its id
  detail TEXT NOT NULL,
  at TEXT NOT NULL,
  sent_at TEXT
) STRICT, WITHOUT ROWID;

INSERT INTO notices_of_all (key, kind, briefing, edition, detail, at, sent_at)
  SELECT key, kind, briefing, edition, detail, at, sent_at FROM notices;

DROP TABLE notices;
ALTER TABLE notices_of_all RENAME TO notices;

CREATE INDEX notices_unsent ON notices (at) WHERE sent_at IS NULL;
