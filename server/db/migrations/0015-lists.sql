-- What lists show of a seat and a chain without reading records: derived in the transaction that folds the days, and folded again from nothing with them.
-- lacks_hours, lacks_tests: how much is missing to complete the training. shown = JSON (server/study/totals.ts).
CREATE TABLE seat_total (seat TEXT PRIMARY KEY, class TEXT NOT NULL, person TEXT NOT NULL, credited INTEGER NOT NULL, not_counted INTEGER NOT NULL, lacks_hours INTEGER NOT NULL, lacks_tests INTEGER NOT NULL, shown TEXT NOT NULL) STRICT;
CREATE INDEX seat_total_person ON seat_total (person, credited);
CREATE INDEX seat_total_class ON seat_total (class, credited, lacks_hours, lacks_tests);
-- A sitting from sign-in to sign-out; out_at is absent where the browser's next start had to end it.
CREATE TABLE sign_in (chain INTEGER NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, class TEXT NOT NULL, seat TEXT NOT NULL, device TEXT NOT NULL, day TEXT NOT NULL, at INTEGER NOT NULL, out_at INTEGER, method TEXT NOT NULL, PRIMARY KEY (chain, seq)) STRICT;
CREATE INDEX sign_in_class ON sign_in (class, day, seat, device);
-- last_watch = the time of the last watch entry; last_receipt = of the last receipt; health = what the chain says of its making (server/study/chain-health.ts).
CREATE TABLE chain_total (chain INTEGER NOT NULL PRIMARY KEY, class TEXT NOT NULL, seat TEXT NOT NULL, last_watch INTEGER, last_receipt INTEGER, health TEXT NOT NULL) STRICT;
CREATE INDEX chain_total_class ON chain_total (class, seat, last_receipt, last_watch);
CREATE INDEX chain_class ON chain (class);
CREATE INDEX chain_device ON chain (device);
CREATE INDEX claim_class ON claim (class, state);
CREATE INDEX class_plan ON class (plan);
CREATE INDEX class_organisation ON class (organisation, created_at);
CREATE INDEX person_name ON person (organisation, name);
CREATE INDEX audit_actor ON audit (organisation, actor, at, id);
CREATE INDEX audit_action ON audit (organisation, action, at, id);
CREATE INDEX confirmation_seat ON confirmation (seat);
-- Who studied before these tables were there is folded once more.
INSERT INTO dirty_day (chain, day) SELECT id, '*' FROM chain WHERE true ON CONFLICT DO NOTHING;
-- Packages that were built, for ever: number = the how many-th of its class; content = SHA-256 of the tag manifest; fingerprint = of
-- the package key; sha256 = of the ZIP.
CREATE TABLE package_build (id TEXT PRIMARY KEY, class TEXT NOT NULL REFERENCES class (id), number INTEGER NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL, content TEXT NOT NULL, fingerprint TEXT NOT NULL, people INTEGER NOT NULL, by_member TEXT NOT NULL REFERENCES member (id), at INTEGER NOT NULL) STRICT;
CREATE INDEX package_build_class ON package_build (class, number);
