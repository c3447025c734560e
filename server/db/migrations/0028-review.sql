-- Review at the bureau. What the queue and the lottery go by, as the bureau states it: body = JSON of riskFormula; the newest that has begun holds.
CREATE TABLE bureau_risk_formula (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), version INTEGER NOT NULL, body TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_risk_formula_version ON bureau_risk_formula (organisation, version);
-- How a version of a claim stands in the queue; derived, reckoned again whenever it may have changed. reasons = JSON.
CREATE TABLE bureau_risk (claim TEXT PRIMARY KEY REFERENCES bureau_claim (id), version INTEGER NOT NULL, formula TEXT NOT NULL, score INTEGER NOT NULL, reasons TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- 不予认定 and 核减 of one person; the newest row of a person holds. body = JSON of keptRuling.
CREATE TABLE bureau_ruling (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, person TEXT NOT NULL REFERENCES bureau_person (id), body TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_ruling_claim ON bureau_ruling (claim, version, at);
-- What one proposes for a version of a claim. outcome: agreed, returned, refused. items = JSON, what is to be put right. digest = SHA-256 of everybody's accepted hours and amounts.
CREATE TABLE bureau_proposal (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, outcome TEXT NOT NULL, remark TEXT NOT NULL, items TEXT NOT NULL, digest BLOB NOT NULL, amount INTEGER NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_proposal_claim ON bureau_proposal (claim, version, at);
-- What another made of it: confirmed (statement = the signed decision), sent-back, withdrawn.
CREATE TABLE bureau_decision (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, proposal TEXT NOT NULL REFERENCES bureau_proposal (id), kind TEXT NOT NULL, number TEXT NOT NULL, remark TEXT NOT NULL, statement TEXT, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_decision_proposal ON bureau_decision (proposal);
CREATE INDEX bureau_decision_claim ON bureau_decision (claim, version, at);
-- A drawing of lots: everything it can be done again from. body = JSON of drawBody.
CREATE TABLE bureau_draw (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), number TEXT NOT NULL, body TEXT NOT NULL, people INTEGER NOT NULL, drawn INTEGER NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_draw_number ON bureau_draw (organisation, number);
-- Which versions of claims took part, and who was drawn.
CREATE TABLE bureau_draw_claim (draw TEXT NOT NULL REFERENCES bureau_draw (id), claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, PRIMARY KEY (claim, version)) STRICT;
CREATE TABLE bureau_drawn (draw TEXT NOT NULL REFERENCES bureau_draw (id), claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, person TEXT NOT NULL REFERENCES bureau_person (id), rank INTEGER NOT NULL, PRIMARY KEY (draw, person)) STRICT;
CREATE INDEX bureau_drawn_claim ON bureau_drawn (claim, version);
-- What somebody answered to questions from the own log. body = JSON: questions as asked, answers.
CREATE TABLE bureau_interview (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, person TEXT NOT NULL REFERENCES bureau_person (id), result TEXT NOT NULL, body TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_interview_person ON bureau_interview (person, at);
-- 追回. kind: demanded, received. amount = 分. person: empty where it is of the claim as a whole.
CREATE TABLE bureau_recovery (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), claim TEXT NOT NULL REFERENCES bureau_claim (id), person TEXT NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL, day TEXT NOT NULL, number TEXT NOT NULL, reason TEXT NOT NULL, document TEXT, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_recovery_claim ON bureau_recovery (claim, at);
-- A version of a claim that came as a workbook (手工申报导入表): which file, and by which rate table it was reckoned.
CREATE TABLE bureau_manual (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, sha256 BLOB NOT NULL, name TEXT NOT NULL, rate_table TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_manual_claim ON bureau_manual (claim, version);
CREATE INDEX bureau_manual_file ON bureau_manual (organisation, sha256);
