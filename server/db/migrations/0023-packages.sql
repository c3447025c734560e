-- Packages of claims as they were built: kind = claim, videos. recipient = the age recipient the file was encrypted to;
-- content = SHA-256 of the tag manifest; data_hash = of what the papers show.
CREATE TABLE claim_package (
  id TEXT PRIMARY KEY,
  organisation TEXT NOT NULL REFERENCES organisation (id),
  claim TEXT NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  content TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  people INTEGER NOT NULL,
  data_hash TEXT NOT NULL,
  recipient TEXT,
  by_member TEXT NOT NULL REFERENCES member (id),
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX claim_package_claim ON claim_package (claim, number);
-- The bureau's age recipients, the newest holds; an empty one: none any more. compared = with whom and how it was compared.
CREATE TABLE bureau_recipient (
  id TEXT PRIMARY KEY,
  organisation TEXT NOT NULL REFERENCES organisation (id),
  recipient TEXT NOT NULL,
  bureau TEXT NOT NULL,
  compared TEXT NOT NULL,
  by_member TEXT NOT NULL REFERENCES member (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX bureau_recipient_organisation ON bureau_recipient (organisation, at);
