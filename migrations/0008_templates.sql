-- Templates of one's own: a row is a version, and the newest one of a name and format is current. The texts stand in KV.

CREATE TABLE templates (
  name TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('html', 'md', 'txt', 'mail')),
  version INTEGER NOT NULL,
  hash TEXT,                         -- SHA-256 of the text, KV: template/{name}/{format}/{hash}; null: removed
  at TEXT NOT NULL,
  actor TEXT,                        -- who made it, as in revisions
  PRIMARY KEY (name, format, version)
) STRICT, WITHOUT ROWID;
