-- Other sources (乙, 丙): imports as they were made, what was taken back, the files as they came, and how platforms' files are
-- read. Imports, withdrawals and files are never changed.
CREATE TABLE import_batch (
  id TEXT PRIMARY KEY,
  class TEXT NOT NULL REFERENCES class (id),
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  platform TEXT NOT NULL,
  name TEXT NOT NULL,
  hash BLOB NOT NULL,
  size INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  people INTEGER NOT NULL,
  seconds INTEGER NOT NULL,
  note TEXT NOT NULL,
  by_member TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX import_batch_class ON import_batch (class, at);
-- An import counts until a row says that it was taken back; once.
CREATE TABLE import_withdrawal (batch TEXT PRIMARY KEY REFERENCES import_batch (id), reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- A platform's file as it came, encrypted: it may hold ID numbers. By its SHA-256.
CREATE TABLE import_file (organisation TEXT NOT NULL REFERENCES organisation (id), hash BLOB NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL, cipher TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (organisation, hash)) STRICT;
-- what = column (a heading is a field), unit (a heading's numbers), course (a title is a course of a plan), person (a name is somebody).
CREATE TABLE source_mapping (organisation TEXT NOT NULL REFERENCES organisation (id), platform TEXT NOT NULL, what TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (organisation, platform, what, key)) STRICT;
ALTER TABLE imported ADD COLUMN batch TEXT;
CREATE INDEX imported_batch ON imported (batch);
