-- A read-only link to one class for its bureau. secret_index = keyed hash of the secret: the secret itself is kept nowhere. until = its last Beijing day.
CREATE TABLE class_link (
  id TEXT PRIMARY KEY,
  organisation TEXT NOT NULL REFERENCES organisation (id),
  class TEXT NOT NULL REFERENCES class (id),
  reader TEXT NOT NULL,
  secret_index TEXT NOT NULL,
  until TEXT NOT NULL,
  by_member TEXT NOT NULL REFERENCES member (id),
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX class_link_secret ON class_link (secret_index);
CREATE INDEX class_link_class ON class_link (class, at);
CREATE TABLE class_link_end (link TEXT PRIMARY KEY REFERENCES class_link (id), reason TEXT NOT NULL, by_member TEXT NOT NULL REFERENCES member (id), at INTEGER NOT NULL) STRICT;
CREATE TABLE class_link_opening (id TEXT PRIMARY KEY, link TEXT NOT NULL REFERENCES class_link (id), from_address TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX class_link_opening_link ON class_link_opening (link, from_address, at);
-- Such a link as a bureau keeps it: the address holds a secret of somebody else's and is encrypted. class = the id the class has in packages, where it is known.
CREATE TABLE bureau_class_link (
  id TEXT PRIMARY KEY,
  organisation TEXT NOT NULL REFERENCES organisation (id),
  firm TEXT NOT NULL REFERENCES bureau_firm (id),
  class TEXT NOT NULL,
  class_name TEXT NOT NULL,
  address_cipher TEXT NOT NULL,
  host TEXT NOT NULL,
  until TEXT NOT NULL,
  by_member TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX bureau_class_link_class ON bureau_class_link (organisation, firm, class);
CREATE TABLE bureau_class_link_end (link TEXT PRIMARY KEY REFERENCES bureau_class_link (id), by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- A 巡查 that was a look by this link.
CREATE TABLE bureau_inspection_link (inspection TEXT PRIMARY KEY REFERENCES bureau_inspection (id), link TEXT NOT NULL REFERENCES bureau_class_link (id)) STRICT;
