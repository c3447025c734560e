-- A log that can be asked over a network ('' : by file alone), and what became of the last look over it ('' : done).
ALTER TABLE witness_log ADD COLUMN address TEXT NOT NULL DEFAULT '';
CREATE TABLE witness_look (log TEXT PRIMARY KEY REFERENCES witness_log (id), at INTEGER NOT NULL, problem TEXT NOT NULL) STRICT;
