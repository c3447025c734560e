-- Exchange by address at the 单位. exchange_bureau = whose address and compared key, one in force at a time (no row in exchange_bureau_end); rows are never changed.
CREATE TABLE exchange_bureau (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), address TEXT NOT NULL, bureau TEXT NOT NULL, name TEXT NOT NULL, key_fingerprint BLOB NOT NULL, compared TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX exchange_bureau_organisation ON exchange_bureau (organisation, at);
CREATE TABLE exchange_bureau_end (kept TEXT PRIMARY KEY REFERENCES exchange_bureau (id), by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- What was sent: subject = id of the claim (what = claim, videos), class (stage) or plan (filing). Rows are never changed; exchange_state is what became of each, problem = why it did not get there.
CREATE TABLE exchange_delivery (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), kept TEXT NOT NULL REFERENCES exchange_bureau (id), what TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 BLOB NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX exchange_delivery_organisation ON exchange_delivery (organisation, at);
CREATE INDEX exchange_delivery_subject ON exchange_delivery (subject, at);
CREATE INDEX exchange_delivery_sha256 ON exchange_delivery (kept, sha256);
CREATE TABLE exchange_state (delivery TEXT PRIMARY KEY REFERENCES exchange_delivery (id), state TEXT NOT NULL, received INTEGER NOT NULL, number TEXT NOT NULL, said TEXT NOT NULL, problem TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- The last question to a bureau: until = what the next one asks after; problem '' where it was answered.
CREATE TABLE exchange_look (kept TEXT PRIMARY KEY REFERENCES exchange_bureau (id), until TEXT NOT NULL, at INTEGER NOT NULL, problem TEXT NOT NULL) STRICT;
-- Statements of the bureau as they came, once each; rows are never changed. exchange_taken = what became of each here, and who has seen it.
CREATE TABLE exchange_statement (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), kept TEXT NOT NULL REFERENCES exchange_bureau (id), hash BLOB NOT NULL, kind TEXT NOT NULL, statement TEXT NOT NULL, signed_at INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX exchange_statement_once ON exchange_statement (kept, hash);
CREATE INDEX exchange_statement_organisation ON exchange_statement (organisation, at);
CREATE TABLE exchange_taken (statement TEXT PRIMARY KEY REFERENCES exchange_statement (id), state TEXT NOT NULL, reason TEXT NOT NULL, plan TEXT, claim TEXT, at INTEGER NOT NULL, seen_by TEXT, seen_at INTEGER) STRICT;
