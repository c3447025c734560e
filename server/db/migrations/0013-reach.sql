-- The chain that the server keeps for a seat (server/training/own-chain.ts). key_cipher = its private key, encrypted. seq and head of
-- the last entry that was written; waiting = lines (NDJSON) that have no receipt yet: two writers cannot both go on from one head.
CREATE TABLE own_chain (seat TEXT PRIMARY KEY REFERENCES seat (id), chain TEXT NOT NULL UNIQUE, key_cipher TEXT NOT NULL, seq INTEGER NOT NULL, head TEXT NOT NULL, waiting TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
-- What trainees asked and what they were answered: the words beside their qa entries (entry = hash), which hold none. Never changed.
CREATE TABLE question (id TEXT PRIMARY KEY, seat TEXT NOT NULL REFERENCES seat (id), course TEXT NOT NULL, body TEXT NOT NULL, entry BLOB NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX question_seat ON question (seat, at);
CREATE TABLE answer (id TEXT PRIMARY KEY, question TEXT NOT NULL REFERENCES question (id), body TEXT NOT NULL, entry BLOB NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX answer_question ON answer (question, at);
