-- Plans that are filed: what was signed, what the bureau decided, the roster of a 开班申请, terms that were kept, notices of holidays.
-- saved_at: when a draft was saved last; who saves over a newer one is refused. teacher_ids: ID numbers by the teacher's row, encrypted.
ALTER TABLE plan ADD COLUMN saved_at INTEGER;
ALTER TABLE plan ADD COLUMN teacher_ids TEXT;
-- Since when the class follows another version of its plan than it was opened with; devices are told of the plan anew.
ALTER TABLE class ADD COLUMN plan_since INTEGER;
-- statement = the signed filing file (shared/plan/filing.ts), encrypted: it holds ID numbers; hash = of its body.
CREATE TABLE plan_filing (plan TEXT PRIMARY KEY REFERENCES plan (id), hash BLOB NOT NULL, statement TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- how: file (statement = the bureau's signed decision, key = its fingerprint) or hand (document = the paper, as evidence).
CREATE TABLE plan_decision (id TEXT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan (id), how TEXT NOT NULL, outcome TEXT NOT NULL, number TEXT NOT NULL, date TEXT NOT NULL, remarks TEXT NOT NULL, document BLOB, statement TEXT, key BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX plan_decision_plan ON plan_decision (plan, at);
-- The file as it was uploaded, encrypted; replaced while the plan is a draft.
CREATE TABLE plan_roster (plan TEXT PRIMARY KEY REFERENCES plan (id), file TEXT NOT NULL, people INTEGER NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- That what a deadline (shared/plan/deadlines.json) asks for was done on a day; the newest row of a deadline holds.
CREATE TABLE plan_deadline (id TEXT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan (id), deadline TEXT NOT NULL, day TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX plan_deadline_plan ON plan_deadline (plan, at);
-- A notice of holidays as an administrator imported it (shared/calendar/year.ts); the newest row of a year holds.
CREATE TABLE calendar_year (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), year INTEGER NOT NULL, body TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX calendar_year_organisation ON calendar_year (organisation, at);
CREATE INDEX plan_series ON plan (series, version);
