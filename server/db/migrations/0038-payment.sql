-- Blind index of the number alone: one account of two 单位 is found whatever name its holder is given. '' in rows made before.
ALTER TABLE bureau_payment_line ADD COLUMN account_number TEXT NOT NULL DEFAULT '';
CREATE INDEX bureau_payment_line_number ON bureau_payment_line (account_number);
CREATE INDEX bureau_payment_line_account ON bureau_payment_line (account);
-- A bank sent back what was paid: the line counts as not paid from then on.
CREATE TABLE bureau_payment_return (line TEXT PRIMARY KEY REFERENCES bureau_payment_line (id), day TEXT NOT NULL, reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- Somebody asks that a claim that was agreed or cleared be reviewed again; it is held until another answers. outcome: confirmed, dismissed.
CREATE TABLE bureau_reopening (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), claim TEXT NOT NULL REFERENCES bureau_claim (id), version INTEGER NOT NULL, reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_reopening_claim ON bureau_reopening (claim);
CREATE TABLE bureau_reopening_answer (reopening TEXT PRIMARY KEY REFERENCES bureau_reopening (id), outcome TEXT NOT NULL, note TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
