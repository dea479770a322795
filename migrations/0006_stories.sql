-- Which articles are one story, which are copies of one text, and by what both are found. docs/stories.md explains it.

-- `story` is what is current. Whose word it is: null where nobody has said anything, and then the server may set it.
ALTER TABLE articles ADD COLUMN story_by TEXT CHECK (story_by IN ('sender', 'editor', 'server'));
-- Near-duplicates of one another share it.
ALTER TABLE articles ADD COLUMN copy_set TEXT;
-- The length of the chain of attribution.
ALTER TABLE articles ADD COLUMN steps INTEGER NOT NULL DEFAULT 0;

UPDATE articles SET
  story_by = iif(story IS NULL, NULL, 'sender'),
  steps = iif(origins = '[]', 0, 1 + (json_array_length(outlets) > json_array_length(origins)));

CREATE INDEX articles_story ON articles (story, number) WHERE story IS NOT NULL;
CREATE INDEX articles_copies ON articles (copy_set, number) WHERE copy_set IS NOT NULL;

-- By what an article is compared. Articles from before this table are not found as similar until their text is sent again.
CREATE TABLE sketches (
  article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
  sketch TEXT NOT NULL,              -- JSON array: the smallest hashes of the body's word shingles
  terms TEXT NOT NULL                -- JSON array of [word, weight, whether a name]
) STRICT;

-- The index of the smallest hashes of each sketch. No foreign key: it would need an index as large as the table.
CREATE TABLE shingles (
  hash INTEGER NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;

-- The index of the heaviest terms of each article.
CREATE TABLE event_terms (
  term TEXT NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (term, article)
) STRICT, WITHOUT ROWID;

-- Pairs that an editor is asked about. A dismissed one stays, so that it does not come back.
CREATE TABLE proposals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('near-duplicate', 'same event')),
  score REAL NOT NULL,
  at TEXT NOT NULL,
  dismissed_at TEXT,
  UNIQUE (article, other)
) STRICT;

CREATE INDEX proposals_other ON proposals (other);
CREATE INDEX proposals_open ON proposals (id) WHERE dismissed_at IS NULL;
