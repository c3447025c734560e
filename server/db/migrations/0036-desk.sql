-- The bureau's signed 受理回执 of a filed plan as its organisation imported it: number, day and due day are those of the statement. Rows are never changed.
CREATE TABLE plan_receipt (id TEXT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan (id), number TEXT NOT NULL, received TEXT NOT NULL, due TEXT NOT NULL, tentative INTEGER NOT NULL, bureau TEXT NOT NULL, statement TEXT NOT NULL, key BLOB NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX plan_receipt_plan ON plan_receipt (plan);
-- The workbook of a claim by hand as it came, encrypted; its hash stands in bureau_manual. Rows are never changed.
CREATE TABLE bureau_manual_workbook (manual TEXT PRIMARY KEY REFERENCES bureau_manual (id), file TEXT NOT NULL) STRICT;
