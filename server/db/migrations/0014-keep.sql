-- Backups that were made or failed (problem). name = file in folder; removed_at = gave way to newer ones; opened_at = when
-- somebody last opened it with the passphrase. asked_by = member, or 'schedule', 'command'.
CREATE TABLE backup (
  id TEXT PRIMARY KEY,
  started_at INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  folder TEXT NOT NULL,
  name TEXT,
  bytes INTEGER,
  sha256 TEXT,
  counts TEXT,
  checkpoint TEXT,
  program TEXT NOT NULL,
  problem TEXT,
  asked_by TEXT NOT NULL,
  removed_at INTEGER,
  opened_at INTEGER
) STRICT;
CREATE INDEX backup_started ON backup (started_at);
-- 工作移交 as it was printed: to whom, and what was filled in by hand.
CREATE TABLE hand_over (
  id TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  by_member TEXT NOT NULL,
  to_name TEXT NOT NULL,
  known_by TEXT NOT NULL,
  keys_kept TEXT NOT NULL,
  remarks TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX hand_over_organisation ON hand_over (organisation, at);
-- Hand-in files as they were imported, a row for each chain in them. entries = new ones, written between first_at and last_at;
-- late = 1: 补交, after the class had ended or longer after the first than the policy lets a device be offline.
CREATE TABLE hand_in (
  id TEXT PRIMARY KEY,
  class TEXT NOT NULL,
  chain TEXT NOT NULL,
  by_member TEXT NOT NULL,
  entries INTEGER NOT NULL,
  first_at INTEGER,
  last_at INTEGER,
  late INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX hand_in_class ON hand_in (class, at);
CREATE INDEX hand_in_chain ON hand_in (chain, at);
