-- Webhooks: subscribers that get editions by a POST instead of a mail.

-- Of a webhook, email is the host of its address, for people to see, and address is "webhook:" and its id.
ALTER TABLE subscribers ADD COLUMN channel TEXT NOT NULL DEFAULT 'mail' CHECK (channel IN ('mail', 'webhook'));

CREATE INDEX subscribers_webhooks ON subscribers (briefing, id) WHERE channel = 'webhook';

CREATE TABLE webhooks (
  subscriber TEXT PRIMARY KEY REFERENCES subscribers (id) ON DELETE CASCADE,
  url TEXT NOT NULL,                 -- often a secret in itself: it is answered to nobody
  shape TEXT NOT NULL CHECK (shape IN ('json', 'slack', 'teams')),
  secret TEXT NOT NULL,              -- signs what is posted; shown once
  actor TEXT                         -- who added it, as in revisions
) STRICT, WITHOUT ROWID;
