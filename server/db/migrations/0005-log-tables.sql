-- What leaf 0 of a generation after the first says: the JCS bytes that name the lost checkpoint.
CREATE TABLE log_opening (generation INTEGER PRIMARY KEY, opening TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- The first signature line of each witness under a checkpoint of ours; `signed_at` is the witness's time.
CREATE TABLE cosignature (generation INTEGER NOT NULL, size INTEGER NOT NULL, witness TEXT NOT NULL, line TEXT NOT NULL, signed_at INTEGER NOT NULL, received_at INTEGER NOT NULL, PRIMARY KEY (generation, size, witness)) STRICT;
-- RFC 3161 tokens over the text of a checkpoint of ours.
CREATE TABLE timestamp_token (generation INTEGER NOT NULL, size INTEGER NOT NULL, token BLOB NOT NULL, stamped_at INTEGER NOT NULL, received_at INTEGER NOT NULL, PRIMARY KEY (generation, size)) STRICT;
