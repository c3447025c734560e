-- 补贴申请. `claim` is a trainee's joining; this is a claim for money. day = the day by which rates of `datedBy: claim` go; reckoned = JSON of the last reckoning (server/claim/claims).
CREATE TABLE subsidy_claim (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), number TEXT NOT NULL, title TEXT NOT NULL, version INTEGER NOT NULL, status TEXT NOT NULL, on_behalf INTEGER NOT NULL, rate_table TEXT NOT NULL, day TEXT NOT NULL, reckoned TEXT, saved_at INTEGER NOT NULL, by_member TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX subsidy_claim_number ON subsidy_claim (organisation, number);
CREATE INDEX subsidy_claim_created ON subsidy_claim (organisation, created_at);
-- Its classes in order; cost = what the training of the class cost as proved, 分, for so many heads.
CREATE TABLE subsidy_claim_class (claim TEXT NOT NULL REFERENCES subsidy_claim (id), class TEXT NOT NULL REFERENCES class (id), position INTEGER NOT NULL, cost INTEGER, heads INTEGER, proof BLOB, trade TEXT NOT NULL, PRIMARY KEY (claim, class)) STRICT;
CREATE INDEX subsidy_claim_class_class ON subsidy_claim_class (class);
-- Whom it asks for; total and line are of the last reckoning, 分.
CREATE TABLE subsidy_claim_seat (claim TEXT NOT NULL REFERENCES subsidy_claim (id), seat TEXT NOT NULL REFERENCES seat (id), employed_on TEXT, total INTEGER, line TEXT, PRIMARY KEY (claim, seat)) STRICT;
CREATE INDEX subsidy_claim_seat_seat ON subsidy_claim_seat (seat);
-- What became of it: ready, reopened, handed-in, returned, paid, refused. Never changed; the status of the claim is what the last one says.
CREATE TABLE claim_event (id TEXT PRIMARY KEY, claim TEXT NOT NULL REFERENCES subsidy_claim (id), version INTEGER NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, data_hash BLOB, amount INTEGER, number TEXT NOT NULL, remark TEXT NOT NULL, document BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX claim_event_claim ON claim_event (claim, at);
-- What a handed-in claim holds of a seat, fixed: the training it is paid by (taken) and the wall time it counts (stretches). Of a claim that was returned or refused it holds nothing any more.
CREATE TABLE claim_hold (claim TEXT NOT NULL REFERENCES subsidy_claim (id), version INTEGER NOT NULL, seat TEXT NOT NULL REFERENCES seat (id), person TEXT NOT NULL, total INTEGER NOT NULL, taken TEXT NOT NULL, line TEXT NOT NULL, stretches TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (claim, version, seat)) STRICT;
CREATE INDEX claim_hold_seat ON claim_hold (seat);
CREATE INDEX claim_hold_person ON claim_hold (person);
-- Stamped papers that came back: of which data they are (data_hash) and the file (evidence).
CREATE TABLE claim_scan (id TEXT PRIMARY KEY, claim TEXT NOT NULL REFERENCES subsidy_claim (id), form TEXT NOT NULL, seat TEXT, data_hash BLOB NOT NULL, file BLOB NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX claim_scan_claim ON claim_scan (claim, form, at);
-- Rate tables of an organisation's own; a version is never changed, the next one says something else.
CREATE TABLE rate_table (organisation TEXT NOT NULL REFERENCES organisation (id), id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (organisation, id, version)) STRICT;
-- Lists of trainings that other bodies have paid for. Of ID numbers only the blind index is kept; a removed list keeps its name and count.
CREATE TABLE benefit_list (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), name TEXT NOT NULL, source TEXT NOT NULL, day TEXT NOT NULL, row_count INTEGER NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, removed_by TEXT, removed_at INTEGER) STRICT;
CREATE INDEX benefit_list_organisation ON benefit_list (organisation, at);
CREATE TABLE benefit (list TEXT NOT NULL REFERENCES benefit_list (id), position INTEGER NOT NULL, id_index TEXT NOT NULL, taken TEXT NOT NULL, PRIMARY KEY (list, position)) STRICT;
CREATE INDEX benefit_number ON benefit (id_index);
