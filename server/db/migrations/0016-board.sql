-- What the class board shows of a chain and a seat without reading records, derived with the rest of these rows.
-- asked, answered = its qa entries by role; last_course, last_lesson = titles of what the last watch entry played.
ALTER TABLE chain_total ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chain_total ADD COLUMN answered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chain_total ADD COLUMN last_course TEXT;
ALTER TABLE chain_total ADD COLUMN last_lesson TEXT;
-- lost = JSON: ms that do not count, by reason.
ALTER TABLE seat_total ADD COLUMN lost TEXT NOT NULL DEFAULT '{}';
CREATE INDEX chain_total_live ON chain_total (class, last_watch);
-- Who studied before these columns were there is folded once more.
INSERT INTO dirty_day (chain, day) SELECT id, '*' FROM chain WHERE true ON CONFLICT DO NOTHING;
