-- What claims say about each other. reading, trace, interval, habit, print are an index: taken from kept packages, and taken anew where a newer version comes.
-- A claim as taken into the index; the order of id says which of two claims came later. package = bureau_package, none where the claim was filed by hand.
CREATE TABLE bureau_reading (id KEY, organisation TEXT NOT NULL REFERENCES organisation (id), claim TEXT NOT NULL, version INTEGER NOT NULL, firm TEXT NOT NULL, package TEXT, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_reading_claim ON bureau_reading (claim);
-- A human by a short number: millions of rows name one.
CREATE TABLE bureau_identity (id KEY, organisation TEXT NOT NULL REFERENCES organisation (id), id_index TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX bureau_identity_number ON bureau_identity (organisation, id_index);
-- What speaks of a person's time: a chain, offline lessons, hours of another source. subject = bureau_person; none where nobody asks for them.
CREATE TABLE bureau_trace (id KEY, reading INTEGER NOT NULL REFERENCES bureau_reading (id), identity INTEGER, subject TEXT, kind TEXT NOT NULL, chain BLOB, device BLOB) STRICT;
CREATE INDEX bureau_trace_reading ON bureau_trace (reading);
CREATE INDEX bureau_trace_identity ON bureau_trace (identity);
CREATE INDEX bureau_trace_device ON bureau_trace (device);
CREATE INDEX bureau_trace_chain ON bureau_trace (chain);
-- Stretches of study, ms of wall time; seq = the entry each begins with.
CREATE TABLE bureau_interval (identity INTEGER NOT NULL, from_at INTEGER NOT NULL, trace INTEGER NOT NULL, to_at INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (identity, from_at, trace, to_at)) WITHOUT ROWID, STRICT;
-- Where a class of a claim studied: each host once, with an entry that names it.
CREATE TABLE bureau_host (reading INTEGER NOT NULL, class TEXT NOT NULL, host TEXT NOT NULL, chain BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (reading, class, host)) WITHOUT ROWID, STRICT;
-- How long sittings lasted and how long after their start the next began, ms; bucket = both, coarsely.
CREATE TABLE bureau_habit (bucket INTEGER NOT NULL, trace INTEGER NOT NULL, seq INTEGER NOT NULL, length INTEGER NOT NULL, next INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (bucket, trace, seq)) WITHOUT ROWID, STRICT;
CREATE INDEX bureau_habit_trace ON bureau_habit (trace);
-- How one lesson was played, to the ms and without its date, as 52 bits of a hash.
CREATE TABLE bureau_print (print INTEGER NOT NULL, trace INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (print, trace, seq)) WITHOUT ROWID, STRICT;
CREATE INDEX bureau_print_trace ON bureau_print (trace);
-- 疑点 of a version of a claim. grade: 0 了解, 1 核实, 2 重点核实. people = JSON of bureau_person ids; records = JSON; other = the claim it is held against;
-- gone_at = since when it is no longer found.
CREATE TABLE bureau_finding (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), claim TEXT NOT NULL, version INTEGER NOT NULL, code TEXT NOT NULL, finding_key TEXT NOT NULL, grade INTEGER NOT NULL, label TEXT NOT NULL, cause TEXT NOT NULL, detail TEXT NOT NULL, people TEXT NOT NULL, records TEXT NOT NULL, other TEXT, found_at INTEGER NOT NULL, gone_at INTEGER) STRICT;
CREATE UNIQUE INDEX bureau_finding_key ON bureau_finding (claim, version, code, finding_key);
CREATE INDEX bureau_finding_claim ON bureau_finding (claim, version, grade);
CREATE INDEX bureau_finding_other ON bureau_finding (other);
-- How many trainings a year a person may be subsidised for, from a day on; the newest of a day holds, rows are never changed.
CREATE TABLE bureau_year_limit (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), from_day TEXT NOT NULL, times INTEGER NOT NULL, source TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_year_limit_day ON bureau_year_limit (organisation, from_day, at);
