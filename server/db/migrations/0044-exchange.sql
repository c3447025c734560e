-- A file that a 单位 announced to a bureau by address, once by its SHA-256. notice = the signed 报送通知 as it came. Which parts of it are here is known to the server while it runs, and to nobody after.
CREATE TABLE bureau_delivery (
  id TEXT PRIMARY KEY,
  organisation TEXT NOT NULL REFERENCES organisation (id),
  firm TEXT NOT NULL REFERENCES bureau_firm (id),
  what TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  key BLOB NOT NULL,
  notice TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX bureau_delivery_file ON bureau_delivery (organisation, firm, sha256);
CREATE INDEX bureau_delivery_at ON bureau_delivery (organisation, firm, at);
-- What became of it, each time that it came whole: turn 1, 2, … state: taken, refused, failed. intake, filing = what it became.
CREATE TABLE bureau_delivery_end (
  delivery TEXT NOT NULL REFERENCES bureau_delivery (id),
  turn INTEGER NOT NULL,
  state TEXT NOT NULL,
  intake TEXT,
  filing TEXT,
  number TEXT NOT NULL,
  said TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (delivery, turn)
) STRICT;
CREATE INDEX bureau_delivery_end_intake ON bureau_delivery_end (intake);
