-- Schedules, subscribers, and the ledger of what is owed to whom. docs/storage.md explains every table.

ALTER TABLE briefings ADD COLUMN last_due_at TEXT;   -- due times up to here are decided; null without a schedule
ALTER TABLE briefings ADD COLUMN next_due_at TEXT;   -- the first one after it

CREATE INDEX briefings_due ON briefings (next_due_at) WHERE next_due_at IS NOT NULL;

ALTER TABLE editions ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;  -- 1: frozen, and seen by nobody until an editor approves it

-- What became of each due time.
CREATE TABLE runs (
  briefing TEXT NOT NULL,
  due_at TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('frozen', 'skipped', 'failed')),
  edition INTEGER,
  reason TEXT,                       -- why it was skipped or failed
  at TEXT NOT NULL,
  PRIMARY KEY (briefing, due_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscribers (
  id TEXT PRIMARY KEY,
  briefing TEXT NOT NULL,
  email TEXT NOT NULL,               -- where mail goes
  address TEXT NOT NULL,             -- the same in lower case: what makes two of them one person
  hash TEXT,                         -- of the address, as in suppressions
  name TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'active', 'unsubscribed', 'suppressed')),
  token TEXT NOT NULL UNIQUE,        -- stands in the unsubscribe link of every mail
  nonce TEXT,                        -- the sign-up that waits for its confirmation; null once it is used
  asked_at TEXT,                     -- when a confirmation was last asked for
  asks INTEGER NOT NULL DEFAULT 0,   -- how often, since one was given
  confirmation_due_at TEXT,          -- when the mail with it may be tried; null where none is owed
  link_asked_at TEXT,                -- when the link to the reader's own page was last asked for
  link_due_at TEXT,                  -- when the mail with it may be tried; null where none is owed
  consented_at TEXT,
  consent_source TEXT,
  created_at TEXT NOT NULL,
  ended_at TEXT,
  UNIQUE (briefing, address)
) STRICT, WITHOUT ROWID;

CREATE INDEX subscribers_list ON subscribers (briefing, id);
CREATE INDEX subscribers_state ON subscribers (briefing, state, id);
CREATE INDEX subscribers_address ON subscribers (address);
CREATE INDEX subscribers_owed_confirmation ON subscribers (confirmation_due_at) WHERE confirmation_due_at IS NOT NULL;
CREATE INDEX subscribers_owed_link ON subscribers (link_due_at) WHERE link_due_at IS NOT NULL;

-- The unsubscribe tokens of readers whom an editor removed: who comes back has the old one, so that it works in mail of any age.
CREATE TABLE retired_tokens (
  hash TEXT NOT NULL,                -- of the address, as in suppressions
  briefing TEXT NOT NULL,
  token TEXT NOT NULL,
  PRIMARY KEY (hash, briefing)
) STRICT, WITHOUT ROWID;

-- Addresses that get no mail, whatever list they are on.
CREATE TABLE suppressions (
  id TEXT PRIMARY KEY,               -- HMAC-SHA-256 of the address under ADDRESS_PEPPER, hex
  address TEXT,                      -- null of a person who was erased
  reason TEXT NOT NULL CHECK (reason IN ('bounce', 'complaint', 'manual', 'erased')),
  detail TEXT,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX suppressions_newest ON suppressions (at DESC, id);

CREATE TABLE mailings (
  id TEXT PRIMARY KEY,
  briefing TEXT NOT NULL,
  edition INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('edition', 'correction')),
  covers TEXT NOT NULL,              -- of a correction: SHA-256 of what it tells; else empty
  corrections TEXT NOT NULL,         -- of a correction: what it tells, JSON; else []
  state TEXT NOT NULL CHECK (state IN ('sending', 'paused', 'done', 'cancelled')),
  round INTEGER NOT NULL,            -- how often it was paused: a consumer of an earlier round stops
  created_at TEXT NOT NULL,
  UNIQUE (briefing, edition, kind, covers)
) STRICT, WITHOUT ROWID;

CREATE INDEX mailings_sending ON mailings (id) WHERE state = 'sending';

-- The outbox: a row is written with the edition, and each mail that leaves has one.
CREATE TABLE deliveries (
  mailing TEXT NOT NULL REFERENCES mailings (id) ON DELETE CASCADE,
  subscriber TEXT NOT NULL,          -- kept after the person is erased
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'bounced', 'failed', 'unknown', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at TEXT NOT NULL,              -- not to be tried before
  lease TEXT,                        -- who holds it
  leased_until TEXT,
  at TEXT NOT NULL,                  -- when its state last changed
  detail TEXT,                       -- what the other side said
  PRIMARY KEY (mailing, subscriber)
) STRICT, WITHOUT ROWID;

CREATE INDEX deliveries_state ON deliveries (mailing, state, due_at);
CREATE INDEX deliveries_leased ON deliveries (leased_until, mailing) WHERE leased_until IS NOT NULL;
CREATE INDEX deliveries_subscriber ON deliveries (subscriber);

-- When the next message may leave by a transport, in milliseconds since 1970.
CREATE TABLE throttles (
  transport TEXT PRIMARY KEY,
  free_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the operator is to be told, each thing once.
CREATE TABLE notices (
  key TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('failed', 'waiting', 'unknown')),
  briefing TEXT NOT NULL,
  edition INTEGER,
  detail TEXT NOT NULL,
  at TEXT NOT NULL,
  sent_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX notices_unsent ON notices (at) WHERE sent_at IS NULL;
