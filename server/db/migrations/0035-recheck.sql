-- Claims at a bureau that a change of the register or of the yearly limit is still to be held against: code = the kind of finding, reason = what changed. A row
-- goes once that is done; turn tells whether another change came meanwhile.
CREATE TABLE bureau_recheck (claim TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, turn INTEGER NOT NULL, PRIMARY KEY (claim, code)) WITHOUT ROWID, STRICT;
-- That a 疑点 was no longer found, and why; found again, it may be lifted again. Rows are never changed.
CREATE TABLE bureau_finding_lift (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), finding TEXT NOT NULL, claim TEXT NOT NULL, version INTEGER NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_finding_lift_finding ON bureau_finding_lift (finding, at);
-- Certificates of time-stamping authorities that a bureau believes, and which of them it no longer does. der = the certificate; rows are never changed.
CREATE TABLE bureau_authority (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), fingerprint TEXT NOT NULL, subject TEXT NOT NULL, issuer TEXT NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL, der BLOB NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_authority_organisation ON bureau_authority (organisation, fingerprint);
CREATE TABLE bureau_authority_end (authority TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
