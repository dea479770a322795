-- Texts are dropped when the newsroom's licence for them ends; the record stays. docs/retention.md explains it.

ALTER TABLE revisions ADD COLUMN body_dropped_at TEXT;  -- its body in KV is empty since then; null while the body stands

CREATE INDEX revisions_bodies ON revisions (at) WHERE body_dropped_at IS NULL;
CREATE INDEX held_revisions_oldest ON held_revisions (at);
