-- The bureau's desk. 单位 as the bureau knows them; their = the organisation's id on its own server, empty for one without this software.
CREATE TABLE bureau_firm (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), kind TEXT NOT NULL, name TEXT NOT NULL, credit_code TEXT NOT NULL, their TEXT NOT NULL, by_member TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_firm_their ON bureau_firm (organisation, their);
-- 补贴申请 as received. source: package, manual. their = the claim's id on the firm's server. number = 受理号. asked = 分.
CREATE TABLE bureau_claim (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), firm TEXT NOT NULL REFERENCES bureau_firm (id), source TEXT NOT NULL, their TEXT NOT NULL, their_number TEXT NOT NULL, number TEXT NOT NULL, title TEXT NOT NULL, version INTEGER NOT NULL, status TEXT NOT NULL, package TEXT, people INTEGER NOT NULL, asked INTEGER NOT NULL, account_cipher TEXT NOT NULL, received_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_claim_number ON bureau_claim (organisation, number);
CREATE INDEX bureau_claim_their ON bureau_claim (organisation, firm, their);
CREATE INDEX bureau_claim_status ON bureau_claim (organisation, status, received_at);
-- Packages as received, kept under their SHA-256 in packages/ of the data folder. kind: claim, class, videos. content = content id. verdict: agrees, doubtful, disagrees. report = JSON of shared/package/report.ts.
CREATE TABLE bureau_package (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), firm TEXT REFERENCES bureau_firm (id), claim TEXT REFERENCES bureau_claim (id), kind TEXT NOT NULL, version INTEGER NOT NULL, content BLOB NOT NULL, sha256 BLOB NOT NULL, bytes INTEGER NOT NULL, name TEXT NOT NULL, bag TEXT NOT NULL, verdict TEXT NOT NULL, report TEXT NOT NULL, key BLOB, data_hash BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_package_content ON bureau_package (organisation, content);
CREATE INDEX bureau_package_claim ON bureau_package (claim, version);
-- Whom a version of a claim asks for. facts, line = JSON of shared/claim (PersonFacts, Amount); asked = 分. A newer version has rows of its own.
CREATE TABLE bureau_person (id TEXT PRIMARY KEY, claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, position INTEGER NOT NULL, class TEXT NOT NULL, class_name TEXT NOT NULL, seat TEXT NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL, id_cipher TEXT NOT NULL, id_index TEXT NOT NULL, id_masked TEXT NOT NULL, phone_cipher TEXT NOT NULL, category TEXT NOT NULL, occupation TEXT NOT NULL, level TEXT NOT NULL, project TEXT NOT NULL, opening TEXT NOT NULL, closing TEXT NOT NULL, hours TEXT NOT NULL, asked INTEGER NOT NULL, facts TEXT, line TEXT NOT NULL, rate_table TEXT) STRICT;
CREATE INDEX bureau_person_claim ON bureau_person (claim, version, position);
CREATE INDEX bureau_person_number ON bureau_person (id_index);
-- What became of a claim, step by step; never changed. detail = JSON.
CREATE TABLE bureau_event (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_event_claim ON bureau_event (claim, at);
