-- Every set of an organisation's own site rules that was ever in force: a JSON array of their JCS texts. Never changed; the newest holds.
CREATE TABLE rule_set (organisation TEXT NOT NULL REFERENCES organisation (id), version INTEGER NOT NULL, rules TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (organisation, version)) STRICT;
