-- derived: found by the rules of shared/study/findings, replaced whenever they run again; 0: found by the ledger, and stays.
-- seats: JSON list of several people's; changed_at: when a derived one last said something new.
ALTER TABLE finding ADD COLUMN derived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE finding ADD COLUMN seats TEXT;
ALTER TABLE finding ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX finding_seat ON finding (seat);
UPDATE finding SET changed_at = at;
-- What the fold of the first release listed is derived now, and comes back where it still holds.
DELETE FROM finding WHERE code IN ('entry-unread', 'field-missing');
-- What people wrote to a finding: never changed. `finding` outlives the row it names: a derived one may vanish and come back.
CREATE TABLE finding_note (id TEXT PRIMARY KEY, finding TEXT NOT NULL, class TEXT REFERENCES class (id), settled INTEGER NOT NULL, text TEXT NOT NULL, by_member TEXT NOT NULL REFERENCES member (id), at INTEGER NOT NULL) STRICT;
CREATE INDEX finding_note_finding ON finding_note (finding, at);
-- Seats and classes that the rules are to look at again; `turn` tells whether more came meanwhile.
CREATE TABLE finding_due (kind TEXT NOT NULL, id TEXT NOT NULL, turn INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID, STRICT;
INSERT INTO finding_due (kind, id, turn) SELECT 'seat', id, 1 FROM seat;
-- What the rules across a class look at of each seat (shared/study/findings/outline.ts).
CREATE TABLE finding_outline (seat TEXT PRIMARY KEY, class TEXT NOT NULL, outline TEXT NOT NULL) STRICT;
CREATE INDEX finding_outline_class ON finding_outline (class);
