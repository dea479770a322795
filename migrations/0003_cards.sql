-- The preview picture of a snapshot, drawn after it is made.

ALTER TABLE snapshots ADD COLUMN card TEXT;                              -- KV: card/{card}; null until it is drawn

ALTER TABLE snapshot_items ADD COLUMN painted INTEGER NOT NULL DEFAULT 0; -- 1: the card shows words of it

CREATE UNIQUE INDEX snapshots_card ON snapshots (card) WHERE card IS NOT NULL;
