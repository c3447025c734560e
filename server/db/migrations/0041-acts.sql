-- What a bureau decided beside its decisions on claims and filings, each signed. claim, firm and event are absent where it is about none. statement: the file as it is given out.
CREATE TABLE bureau_act (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), kind TEXT NOT NULL, subject TEXT NOT NULL, firm TEXT REFERENCES bureau_firm (id), claim TEXT REFERENCES bureau_claim (id), event TEXT REFERENCES bureau_event (id), hash BLOB NOT NULL, statement TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX bureau_act_claim ON bureau_act (claim);
CREATE INDEX bureau_act_firm ON bureau_act (organisation, firm, at);
CREATE INDEX bureau_act_subject ON bureau_act (subject);
-- What an organisation took in of what a bureau signed about a claim. kind: of a decision its outcome, of an act its kind. said_at: when the bureau signed it.
CREATE TABLE claim_statement (organisation TEXT NOT NULL REFERENCES organisation (id), claim TEXT NOT NULL REFERENCES subsidy_claim (id), hash BLOB NOT NULL, kind TEXT NOT NULL, takes_back BLOB, said_at INTEGER NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (claim, hash)) STRICT;
