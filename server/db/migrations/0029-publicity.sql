-- 公示. days = working days; opens = the day it was put up, which is not counted; last = the last day of the period, kept once it was closed (before, it is reckoned by the calendar as it is known). status: open, cleared, withdrawn.
CREATE TABLE bureau_publicity (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), number TEXT NOT NULL, title TEXT NOT NULL, standard TEXT NOT NULL, phone TEXT NOT NULL, place TEXT NOT NULL, days INTEGER NOT NULL, opens TEXT NOT NULL, last TEXT, status TEXT NOT NULL, people INTEGER NOT NULL, amount INTEGER NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, closed_by TEXT, closed_at INTEGER) STRICT;
CREATE UNIQUE INDEX bureau_publicity_number ON bureau_publicity (organisation, number);
-- What was put up, as it was put up. account = blind index of the account on that day. hours = hundredths of a class hour, amount = 分; id_shown as the public saw it.
CREATE TABLE bureau_publicity_claim (publicity TEXT NOT NULL REFERENCES bureau_publicity (id), claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, people INTEGER NOT NULL, amount INTEGER NOT NULL, account TEXT NOT NULL, PRIMARY KEY (publicity, claim)) STRICT;
CREATE INDEX bureau_publicity_claim_claim ON bureau_publicity_claim (claim, version);
CREATE TABLE bureau_publicity_row (publicity TEXT NOT NULL REFERENCES bureau_publicity (id), position INTEGER NOT NULL, claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL, id_shown TEXT NOT NULL, firm TEXT NOT NULL, occupation TEXT NOT NULL, level TEXT NOT NULL, hours INTEGER NOT NULL, standard TEXT NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (publicity, position)) STRICT;
CREATE INDEX bureau_publicity_row_person ON bureau_publicity_row (person);
-- A claim that was taken off while others stayed up.
CREATE TABLE bureau_publicity_off (publicity TEXT NOT NULL REFERENCES bureau_publicity (id), claim TEXT NOT NULL REFERENCES bureau_claim (id), reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (publicity, claim)) STRICT;
-- 异议. who and contact are encrypted under the row's id; how: phone, letter, visit, online. Without a claim it is of the whole list.
CREATE TABLE bureau_objection (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), publicity TEXT NOT NULL REFERENCES bureau_publicity (id), claim TEXT, position INTEGER, number TEXT NOT NULL, day TEXT NOT NULL, how TEXT NOT NULL, who_cipher TEXT NOT NULL, contact_cipher TEXT NOT NULL, said TEXT NOT NULL, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_objection_publicity ON bureau_objection (publicity);
-- outcome: unfounded (公示继续), upheld (撤下，退回重新审核).
CREATE TABLE bureau_objection_answer (objection TEXT PRIMARY KEY REFERENCES bureau_objection (id), outcome TEXT NOT NULL, answer TEXT NOT NULL, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- 资金拨付表. status: waiting (待财政复核), confirmed, returned, settled (结果已登记齐).
CREATE TABLE bureau_payment (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), number TEXT NOT NULL, title TEXT NOT NULL, fund TEXT NOT NULL, status TEXT NOT NULL, people INTEGER NOT NULL, amount INTEGER NOT NULL, remark TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, finance_by TEXT, finance_at INTEGER, finance_note TEXT) STRICT;
CREATE UNIQUE INDEX bureau_payment_number ON bureau_payment (organisation, number);
-- findings = JSON: what the account check found when the table was made, with what was noted.
CREATE TABLE bureau_payment_line (id TEXT PRIMARY KEY, payment TEXT NOT NULL REFERENCES bureau_payment (id), position INTEGER NOT NULL, claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, publicity TEXT NOT NULL, people INTEGER NOT NULL, amount INTEGER NOT NULL, account_cipher TEXT NOT NULL, account TEXT NOT NULL, findings TEXT NOT NULL, note TEXT NOT NULL) STRICT;
CREATE INDEX bureau_payment_line_payment ON bureau_payment_line (payment, position);
CREATE INDEX bureau_payment_line_claim ON bureau_payment_line (claim);
CREATE TABLE bureau_payment_result (line TEXT PRIMARY KEY REFERENCES bureau_payment_line (id), outcome TEXT NOT NULL, day TEXT NOT NULL, voucher TEXT NOT NULL, reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- A firm's account put right on a paper of its own. before, after = blind indexes.
CREATE TABLE bureau_account_change (id TEXT PRIMARY KEY, claim TEXT NOT NULL REFERENCES bureau_claim (id), account_cipher TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, reason TEXT NOT NULL, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_account_change_claim ON bureau_account_change (claim);
