-- What people decided beside the entries. Facts of credit, hence never changed either: a later row wins.
-- When the bureau's consent was recorded, a Beijing day.
ALTER TABLE plan ADD COLUMN consent_date TEXT;
-- [from_at, to_at) of wall time; evidence = SHA-256 of the file it rests on; appeal = the one it decides.
CREATE TABLE correction (id TEXT PRIMARY KEY, seat TEXT NOT NULL REFERENCES seat (id), effect TEXT NOT NULL, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL, reason TEXT NOT NULL, evidence BLOB, appeal TEXT, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX correction_seat ON correction (seat, at);
CREATE TABLE device_decision (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), device TEXT NOT NULL, decision TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX device_decision_device ON device_decision (organisation, device, at);
