-- 巡查 of a class (the id it has in packages), filed with it. how: online, phone, site. result: fine, rectify, serious. due = by when it is put right.
CREATE TABLE bureau_inspection (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), firm TEXT NOT NULL REFERENCES bureau_firm (id), class TEXT NOT NULL, class_name TEXT NOT NULL, number TEXT NOT NULL, day TEXT NOT NULL, who TEXT NOT NULL, how TEXT NOT NULL, result TEXT NOT NULL, found TEXT NOT NULL, due TEXT, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_inspection_number ON bureau_inspection (organisation, number);
CREATE INDEX bureau_inspection_class ON bureau_inspection (organisation, firm, class);
-- That it was put right.
CREATE TABLE bureau_rectified (inspection TEXT PRIMARY KEY REFERENCES bureau_inspection (id), day TEXT NOT NULL, how TEXT NOT NULL, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
