-- What the desk's status page asks: whether the clock runs, and what stands still. Each index holds only what is looked for, or the newest.

CREATE TABLE clock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  ticked_at TEXT NOT NULL            -- when it last came to the end of a tick
) STRICT;

CREATE INDEX mailings_newest ON mailings (created_at);
CREATE INDEX mailings_paused ON mailings (id) WHERE state = 'paused';
CREATE INDEX editions_waiting ON editions (frozen_at) WHERE waiting = 1;
CREATE INDEX runs_failed ON runs (at) WHERE outcome = 'failed';
