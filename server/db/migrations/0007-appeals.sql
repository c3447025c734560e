-- 申请复核 and what people said and decided about it; the second factor of a class. Never changed: a later row wins.
ALTER TABLE person ADD COLUMN accounts_cipher TEXT;
-- Files that decisions rest on, at most 2 MB each, by their SHA-256.
CREATE TABLE evidence (organisation TEXT NOT NULL REFERENCES organisation (id), hash BLOB NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, bytes BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (organisation, hash)) STRICT;
-- body = canonical text of what was written; signature = by the key of the chain it came from, absent from the phone.
CREATE TABLE appeal (id TEXT PRIMARY KEY, seat TEXT NOT NULL REFERENCES seat (id), how TEXT NOT NULL, chain TEXT, body TEXT NOT NULL, signature BLOB, at INTEGER NOT NULL) STRICT;
CREATE INDEX appeal_seat ON appeal (seat, at);
-- correction or imported: the row that carries the decision out.
CREATE TABLE appeal_decision (id TEXT PRIMARY KEY, appeal TEXT NOT NULL REFERENCES appeal (id), outcome TEXT NOT NULL, reason TEXT NOT NULL, evidence BLOB, correction TEXT, imported TEXT, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX appeal_decision_appeal ON appeal_decision (appeal, at);
CREATE TABLE imported (id TEXT PRIMARY KEY, source TEXT NOT NULL, seat TEXT NOT NULL REFERENCES seat (id), kind TEXT NOT NULL, course TEXT NOT NULL, lesson TEXT, start_at INTEGER, seconds INTEGER NOT NULL, evidence BLOB NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX imported_seat ON imported (seat, at);
CREATE TABLE second_factor (class TEXT NOT NULL REFERENCES class (id), required INTEGER NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (class, at)) STRICT;
-- Sign-ins (by the hash of their entry) that a second factor confirmed.
CREATE TABLE confirmation (chain TEXT NOT NULL, entry BLOB NOT NULL, seat TEXT NOT NULL REFERENCES seat (id), kind TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (chain, entry)) STRICT;
