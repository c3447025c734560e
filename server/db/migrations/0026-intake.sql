-- What came in at the bureau, each file once more whenever it comes: never changed. outcome: shared/api/bureau-intake.ts. package = bureau_package that it became or was already. report = JSON where nothing was kept as a package.
CREATE TABLE bureau_intake (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), outcome TEXT NOT NULL, source TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 BLOB, package TEXT REFERENCES bureau_package (id), claim TEXT REFERENCES bureau_claim (id), kind TEXT NOT NULL, firm_name TEXT NOT NULL, title TEXT NOT NULL, verdict TEXT NOT NULL, problem TEXT NOT NULL, report TEXT, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_intake_at ON bureau_intake (organisation, at);
CREATE INDEX bureau_intake_sha256 ON bureau_intake (organisation, sha256);
CREATE INDEX bureau_intake_package ON bureau_intake (package);
-- Which version of its claim a package is, as the firm counts; and when it was made.
CREATE TABLE bureau_received (package TEXT PRIMARY KEY REFERENCES bureau_package (id), their_version INTEGER NOT NULL, packed_at INTEGER NOT NULL) STRICT;
-- 阶段包: what a package of a class says of it. summary = JSON of shared/api/bureau-intake.ts. credited = ms.
CREATE TABLE bureau_stage (package TEXT PRIMARY KEY REFERENCES bureau_package (id), organisation TEXT NOT NULL REFERENCES organisation (id), firm TEXT NOT NULL REFERENCES bureau_firm (id), class TEXT NOT NULL, class_name TEXT NOT NULL, status TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL, packed_at INTEGER NOT NULL, seats INTEGER NOT NULL, studied INTEGER NOT NULL, credited INTEGER NOT NULL, findings INTEGER NOT NULL, serious INTEGER NOT NULL, summary TEXT NOT NULL) STRICT;
CREATE INDEX bureau_stage_class ON bureau_stage (organisation, class, packed_at);
-- The file is what is there once. Its content id may come twice: with other bytes than its manifest names, and as it was made.
DROP INDEX bureau_package_content;
CREATE INDEX bureau_package_content ON bureau_package (organisation, content);
CREATE UNIQUE INDEX bureau_package_sha256 ON bureau_package (organisation, sha256);
