-- Packages that came with a backup: {"all","copied","lacking"}; absent of what was made before they were.
ALTER TABLE backup ADD COLUMN packages TEXT;
-- Until which day, and by which rule, a package that was asked to go had to be kept; absent of what was asked before they were noted.
ALTER TABLE bureau_disposal_package ADD COLUMN last TEXT;
ALTER TABLE bureau_disposal_package ADD COLUMN rule TEXT;
-- 备查 at a bureau: a log it witnesses, by the fingerprint of its key as the 单位 gave it in writing. What was seen lies in files of witness/.
CREATE TABLE witness_log (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), name TEXT NOT NULL, fingerprint BLOB NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX witness_log_organisation ON witness_log (organisation);
CREATE TABLE witness_log_end (log TEXT PRIMARY KEY REFERENCES witness_log (id), reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- What was done about a refusal (refused_at = when it was seen); until then it stands on the home.
CREATE TABLE witness_answer (id TEXT PRIMARY KEY, log TEXT NOT NULL REFERENCES witness_log (id), refused_at INTEGER NOT NULL, what TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX witness_answer_log ON witness_answer (log, refused_at);
-- Witnesses this server believes beside those it was started with. key_text as C2SP writes it.
CREATE TABLE witness_named (id TEXT PRIMARY KEY, key_text TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE witness_named_end (named TEXT PRIMARY KEY REFERENCES witness_named (id), by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
