-- Written once for both databases: open.ts turns KEY, INTEGER, TEXT and the table options into each dialect's words.
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE organisation (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, credit_code TEXT, created_at INTEGER NOT NULL) STRICT;
CREATE TABLE member (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE TABLE session (id TEXT PRIMARY KEY, secret_hash TEXT NOT NULL, member TEXT NOT NULL REFERENCES member (id), created_at INTEGER NOT NULL, seen_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT;
CREATE TABLE service_key (id TEXT PRIMARY KEY, organisation TEXT, purpose TEXT NOT NULL, public TEXT NOT NULL, created_at INTEGER NOT NULL, retired_at INTEGER) STRICT;
CREATE TABLE plan (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), title TEXT NOT NULL, occupation TEXT NOT NULL, level TEXT NOT NULL, policy TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE TABLE plan_course (plan TEXT NOT NULL REFERENCES plan (id), position INTEGER NOT NULL, key TEXT NOT NULL, site TEXT NOT NULL, title TEXT NOT NULL, aliases TEXT NOT NULL, hours TEXT, PRIMARY KEY (plan, position)) STRICT;
CREATE TABLE class (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), plan TEXT NOT NULL REFERENCES plan (id), name TEXT NOT NULL, code TEXT NOT NULL UNIQUE, status TEXT NOT NULL, created_at INTEGER NOT NULL, closed_at INTEGER) STRICT;
CREATE TABLE person (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), name TEXT NOT NULL, id_cipher TEXT NOT NULL, id_index TEXT NOT NULL, id_masked TEXT NOT NULL, created_at INTEGER NOT NULL, UNIQUE (organisation, id_index)) STRICT;
CREATE TABLE seat (id TEXT PRIMARY KEY, class TEXT NOT NULL REFERENCES class (id), person TEXT NOT NULL REFERENCES person (id), number TEXT NOT NULL, code_cipher TEXT NOT NULL, code_index TEXT NOT NULL UNIQUE, code_issued_at INTEGER NOT NULL, created_at INTEGER NOT NULL, UNIQUE (class, person)) STRICT;
CREATE INDEX seat_person ON seat (person);
CREATE TABLE claim (claim TEXT PRIMARY KEY, class TEXT NOT NULL REFERENCES class (id), seat TEXT REFERENCES seat (id), device TEXT NOT NULL, key TEXT NOT NULL, how TEXT NOT NULL, state TEXT NOT NULL, issued_at INTEGER NOT NULL, created_at INTEGER NOT NULL, decided_by TEXT, decided_at INTEGER) STRICT;
CREATE INDEX claim_seat ON claim (seat);
CREATE TABLE chain (id KEY, digest TEXT NOT NULL UNIQUE, spki TEXT NOT NULL, claim TEXT NOT NULL, class TEXT NOT NULL, device TEXT NOT NULL, build TEXT, replaces_chain TEXT, replaces_seq INTEGER, created_at INTEGER NOT NULL);
CREATE INDEX chain_claim ON chain (claim);
-- The standardized record itself: never updated, never deleted (triggers). branch > 0 is the other side of a fork. A table
-- with a row id fills its pages in the order of arrival; keyed by chain they would stay two thirds full. It holds what
-- cannot be derived: server/ledger/line.ts writes the lines again. `prev` stands only where a branch leaves another.
CREATE TABLE entry (chain INTEGER NOT NULL, seq INTEGER NOT NULL, branch INTEGER NOT NULL, hash BLOB NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, v INTEGER NOT NULL, body TEXT NOT NULL, prev BLOB) STRICT;
CREATE UNIQUE INDEX entry_place ON entry (chain, seq, branch);
-- Batches and receipts hold what cannot be derived: server/ledger/read.ts writes their lines again. A checkpoint of ours is
-- named by generation and size; any other stands as text.
CREATE TABLE batch (chain INTEGER NOT NULL, branch INTEGER NOT NULL, seq INTEGER NOT NULL, signature BLOB NOT NULL, generation INTEGER, size INTEGER, checkpoint TEXT) STRICT;
CREATE UNIQUE INDEX batch_place ON batch (chain, branch, seq);
CREATE TABLE signing_key (id KEY, fingerprint BLOB NOT NULL UNIQUE) STRICT;
CREATE TABLE receipt (chain INTEGER NOT NULL, branch INTEGER NOT NULL, to_seq INTEGER NOT NULL, from_seq INTEGER NOT NULL, at INTEGER NOT NULL, head BLOB NOT NULL, hash BLOB NOT NULL, key INTEGER NOT NULL REFERENCES signing_key (id), signature BLOB NOT NULL, leaf INTEGER, generation INTEGER) STRICT;
CREATE UNIQUE INDEX receipt_place ON receipt (chain, branch, to_seq);
CREATE INDEX receipt_waiting ON receipt (at) WHERE leaf IS NULL;
CREATE TABLE leaf (generation INTEGER NOT NULL, position INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (generation, position)) WITHOUT ROWID, STRICT;
CREATE TABLE checkpoint (generation INTEGER NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, note TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (generation, size)) STRICT;
-- Which watch entries touch a Beijing day, and which days are to be folded again.
CREATE TABLE entry_day (chain INTEGER NOT NULL, day TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (chain, day, seq)) WITHOUT ROWID, STRICT;
CREATE TABLE dirty_day (chain INTEGER NOT NULL, day TEXT NOT NULL, PRIMARY KEY (chain, day)) WITHOUT ROWID, STRICT;
CREATE TABLE study_day (seat TEXT NOT NULL, day TEXT NOT NULL, credited INTEGER NOT NULL, not_counted INTEGER NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (seat, day)) WITHOUT ROWID, STRICT;
CREATE TABLE finding (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, class TEXT, seat TEXT, code TEXT NOT NULL, detail TEXT NOT NULL, entries TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX finding_class ON finding (class, at);
CREATE TABLE audit (id TEXT PRIMARY KEY, organisation TEXT, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX audit_at ON audit (organisation, at);
