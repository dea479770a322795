-- Who works here: named tokens, sessions of the desk, and who made what.

CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,         -- stands beside what was made with it, so it is never given again
  hash TEXT NOT NULL UNIQUE,         -- SHA-256 of the token, which is shown once
  scopes TEXT NOT NULL,              -- JSON array of read, write, send
  created_at TEXT NOT NULL,
  created_by TEXT,
  used_on TEXT,                      -- the last day, UTC
  revoked_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  hash TEXT PRIMARY KEY,             -- SHA-256 of the session's id, which stands in the cookie alone
  token TEXT REFERENCES tokens (id) ON DELETE CASCADE,  -- what it was opened with; null for ADMIN_TOKEN
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_expiring ON sessions (expires_at);
CREATE INDEX sessions_token ON sessions (token) WHERE token IS NOT NULL;

-- The name of a token or a person; "admin" for ADMIN_TOKEN; null where no one did it, or nobody wrote it down yet.
ALTER TABLE revisions ADD COLUMN actor TEXT;
ALTER TABLE editions ADD COLUMN actor TEXT;
ALTER TABLE shares ADD COLUMN actor TEXT;
ALTER TABLE mailings ADD COLUMN actor TEXT;
