-- What is current. The texts themselves stand in KV under write-once keys; docs/storage.md explains every table.

CREATE TABLE articles (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,          -- KV: article/{id}/{key} and body/{id}/{key}
  headline TEXT NOT NULL,
  text_hash TEXT NOT NULL,           -- of the current headline and body
  canonical_url TEXT UNIQUE,
  visibility TEXT NOT NULL CHECK (visibility IN ('public', 'private')),
  embargo_until TEXT,
  listed_at TEXT NOT NULL,           -- published, or else stored
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  story TEXT,
  topics TEXT NOT NULL,              -- JSON array of slugs
  outlets TEXT NOT NULL,             -- JSON array of outlet keys, the whole chain
  origins TEXT NOT NULL              -- JSON array of {key, name}, the chain's last step
) STRICT;

CREATE INDEX articles_newest ON articles (listed_at DESC, number DESC);

CREATE TABLE article_topics (
  topic TEXT NOT NULL,
  listed_at TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
  PRIMARY KEY (topic, listed_at, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_topics_article ON article_topics (article);

CREATE TABLE revisions (
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  key TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL CHECK (by IN ('intake', 'editor')),
  correction TEXT,                   -- what readers are told; null for the first one and for minor changes
  PRIMARY KEY (article, revision)
) STRICT, WITHOUT ROWID;

-- A new text from an article's source that waits for an editor, who has touched the article since.
CREATE TABLE held_revisions (
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (article, key)
) STRICT, WITHOUT ROWID;

-- Every text that ever came in: the same headline and body is the same article.
CREATE TABLE texts (
  hash TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX texts_article ON texts (article);

CREATE VIRTUAL TABLE article_text USING fts5 (
  headline, dek, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE briefings (
  slug TEXT PRIMARY KEY,
  recipe TEXT NOT NULL,              -- JSON
  visibility TEXT NOT NULL CHECK (visibility IN ('public', 'unlisted', 'private')),
  topics_any TEXT NOT NULL,          -- JSON arrays of slugs
  topics_all TEXT NOT NULL,
  topics_none TEXT NOT NULL,
  outlets TEXT NOT NULL,             -- JSON array of outlet keys
  window_seconds INTEGER,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which articles match which briefing, kept when either changes: reading a briefing never searches.
CREATE TABLE candidates (
  briefing TEXT NOT NULL REFERENCES briefings (slug) ON DELETE CASCADE,
  listed_at TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
  PRIMARY KEY (briefing, listed_at, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX candidates_article ON candidates (article);
