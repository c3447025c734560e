-- The bureau's register. Keys it enrolled itself; key = SHA-256 of the SPKI, public = SPKI DER base64url. from_at = from when on the key counts. how: file, rotation, letter. statement = the file it came by; evidence = scan of the letter.
CREATE TABLE bureau_key (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), firm TEXT NOT NULL REFERENCES bureau_firm (id), key BLOB NOT NULL, public TEXT NOT NULL, from_at INTEGER NOT NULL, how TEXT NOT NULL, compared TEXT NOT NULL, statement TEXT NOT NULL, evidence TEXT, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_key_key ON bureau_key (organisation, key);
CREATE INDEX bureau_key_firm ON bureau_key (firm, at);
-- Until when a key counts; the earliest holds. why: revoked, rotated, lost.
CREATE TABLE bureau_key_end (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), key TEXT NOT NULL REFERENCES bureau_key (id), until_at INTEGER NOT NULL, why TEXT NOT NULL, reason TEXT NOT NULL, evidence TEXT, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_key_end_key ON bureau_key_end (key);
-- 定点培训机构: batch, occupations = JSON of {name, levels}, empty = all. valid_to '' = without end.
CREATE TABLE bureau_designation (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), name TEXT NOT NULL, credit_code TEXT NOT NULL, batch TEXT NOT NULL, source TEXT NOT NULL, occupations TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_designation_code ON bureau_designation (organisation, credit_code);
-- Platforms the bureau agreed to. firm '' = for everybody. kind: own, parent, third-party, recommended. documents = JSON list of evidence hashes.
CREATE TABLE bureau_platform (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), firm TEXT NOT NULL, name TEXT NOT NULL, host TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, documents TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_platform_host ON bureau_platform (organisation, host);
-- A designation or platform that ends before its day. subject = id of either.
CREATE TABLE bureau_register_end (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), subject TEXT NOT NULL, day TEXT NOT NULL, reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_register_end_subject ON bureau_register_end (organisation, subject);
-- 备案 / 开班申请 as received. hash = of the filing's body; statement = the signed file, encrypted; body = JSON of the same without ID numbers and account. receipt = the signed 受理回执. status: received, agreed, returned, refused.
CREATE TABLE bureau_filing (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), firm TEXT NOT NULL REFERENCES bureau_firm (id), kind TEXT NOT NULL, plan TEXT NOT NULL, series TEXT NOT NULL, version INTEGER NOT NULL, hash BLOB NOT NULL, key BLOB NOT NULL, number TEXT NOT NULL, title TEXT NOT NULL, occupation TEXT NOT NULL, level TEXT NOT NULL, trainees INTEGER NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, filed_at INTEGER NOT NULL, received_at INTEGER NOT NULL, due TEXT NOT NULL, tentative INTEGER NOT NULL, status TEXT NOT NULL, statement TEXT NOT NULL, body TEXT NOT NULL, receipt TEXT NOT NULL, by_member TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_filing_hash ON bureau_filing (organisation, hash);
CREATE UNIQUE INDEX bureau_filing_number ON bureau_filing (organisation, number);
CREATE INDEX bureau_filing_plan ON bureau_filing (organisation, firm, plan);
CREATE INDEX bureau_filing_series ON bureau_filing (organisation, firm, series);
CREATE INDEX bureau_filing_status ON bureau_filing (organisation, status, due);
-- What was decided on a filing. missing = JSON list of what was told. statement = the signed decision file.
CREATE TABLE bureau_filing_decision (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), filing TEXT NOT NULL REFERENCES bureau_filing (id), outcome TEXT NOT NULL, number TEXT NOT NULL, date TEXT NOT NULL, remarks TEXT NOT NULL, missing TEXT NOT NULL, statement TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_filing_decision_filing ON bureau_filing_decision (filing);
-- A firm's own package key that handed over to a new one. id = fingerprint of the new key; statement = the signed 密钥更换文件.
CREATE TABLE key_rotation (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), old TEXT NOT NULL, statement TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX key_rotation_organisation ON key_rotation (organisation, at);
