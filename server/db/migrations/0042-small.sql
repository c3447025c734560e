-- The home asks for readings that are not what came in, each time somebody looks at it.
CREATE INDEX bureau_reverified_outcome ON bureau_reverified (organisation, outcome);
-- A look at a claim that failed: how often, why ('' : it did not), and when it is tried again, ms; what never failed comes first.
ALTER TABLE bureau_recheck ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE bureau_recheck ADD COLUMN problem TEXT NOT NULL DEFAULT '';
ALTER TABLE bureau_recheck ADD COLUMN next_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX bureau_recheck_next ON bureau_recheck (next_at);
-- Of people from before bureau_person.id_problem was kept: the same, judged later, as their rows are never changed. Derived.
CREATE TABLE bureau_id_problem (person TEXT PRIMARY KEY REFERENCES bureau_person (id), problem TEXT NOT NULL) STRICT;
CREATE INDEX bureau_person_unjudged ON bureau_person (id) WHERE id_problem IS NULL;
