-- The workbook of a claim by hand as it came, encrypted. The table of before let nothing go, also after 销毁; its hash stays in bureau_manual.
CREATE TABLE bureau_workbook (manual TEXT PRIMARY KEY REFERENCES bureau_manual (id), file TEXT NOT NULL) STRICT;
INSERT INTO bureau_workbook (manual, file) SELECT manual, file FROM bureau_manual_workbook;
DROP TABLE bureau_manual_workbook;
-- Workbooks of a 销毁, as bureau_disposal_package of packages. Rows are never changed.
CREATE TABLE bureau_disposal_workbook (disposal TEXT NOT NULL REFERENCES bureau_disposal (id), manual TEXT NOT NULL REFERENCES bureau_manual (id), last TEXT NOT NULL, rule TEXT NOT NULL, PRIMARY KEY (disposal, manual)) STRICT;
CREATE INDEX bureau_disposal_workbook_manual ON bureau_disposal_workbook (manual);
