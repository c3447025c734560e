-- 巡查 of a class (the id it has in packages), filed with it. how: online, phone, site. result: fine, rectify, serious. due = by when it is put right.
CREATE TABLE bureau_inspection (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), firm TEXT NOT NULL REFERENCES bureau_firm (id), class TEXT NOT NULL, class_name TEXT NOT NULL, number TEXT NOT NULL, day TEXT NOT NULL, who TEXT NOT NULL, how TEXT NOT NULL, result TEXT NOT NULL, found TEXT NOT NULL, due TEXT, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_inspection_number ON bureau_inspection (organisation, number);
CREATE INDEX bureau_inspection_class ON bureau_inspection (organisation, firm, class);
-- That it was put right.
CREATE TABLE bureau_rectified (inspection TEXT PRIMARY KEY REFERENCES bureau_inspection (id), day TEXT NOT NULL, how TEXT NOT NULL, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- What the bytes of a kept package were found to be, newest counts. outcome: same, changed, missing. by_member is '-' where the server looked by itself.
CREATE TABLE bureau_reverified (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), package TEXT NOT NULL REFERENCES bureau_package (id), outcome TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_reverified_package ON bureau_reverified (package, at);
-- 暂停销毁 of the packages of a claim, or (claim absent) of all.
CREATE TABLE bureau_hold (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), claim TEXT REFERENCES bureau_claim (id), reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_hold_organisation ON bureau_hold (organisation);
CREATE TABLE bureau_hold_end (hold TEXT PRIMARY KEY REFERENCES bureau_hold (id), reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- 销毁: one asks, another confirms. step: confirmed, withdrawn; done = the bytes are gone.
CREATE TABLE bureau_disposal (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_disposal_organisation ON bureau_disposal (organisation, at);
CREATE TABLE bureau_disposal_package (disposal TEXT NOT NULL REFERENCES bureau_disposal (id), package TEXT NOT NULL REFERENCES bureau_package (id), PRIMARY KEY (disposal, package)) STRICT;
CREATE INDEX bureau_disposal_package_package ON bureau_disposal_package (package);
CREATE TABLE bureau_disposal_step (disposal TEXT NOT NULL REFERENCES bureau_disposal (id), step TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (disposal, step)) STRICT;
-- A 单位 that closes handed its records over. what = besides the packages, in words. The packages it left are those of bureau_package.
CREATE TABLE bureau_transfer (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), firm TEXT NOT NULL REFERENCES bureau_firm (id), day TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, reason TEXT NOT NULL, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_transfer_firm ON bureau_transfer (firm, at);
