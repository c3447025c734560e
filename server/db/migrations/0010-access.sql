-- Invitations and new-password links: only the keyed hash of their token is stored. member = whose password it sets; NULL = a
-- new member with this role. One of used_at and withdrawn_at at most.
CREATE TABLE invitation (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), role TEXT NOT NULL, member TEXT REFERENCES member (id), token_index TEXT NOT NULL UNIQUE, note TEXT NOT NULL, by_member TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER, withdrawn_at INTEGER) STRICT;
CREATE INDEX invitation_organisation ON invitation (organisation, created_at);
-- One-time codes for who lost the authenticator: keyed hashes.
CREATE TABLE recovery_code (member TEXT NOT NULL REFERENCES member (id), code_index TEXT NOT NULL, created_at INTEGER NOT NULL, used_at INTEGER, PRIMARY KEY (member, code_index)) STRICT;
-- 1 = every member signs in with an authenticator.
ALTER TABLE organisation ADD COLUMN totp_required INTEGER NOT NULL DEFAULT 0;
-- The last half minute whose code was accepted: a code is good once.
ALTER TABLE member ADD COLUMN totp_step INTEGER NOT NULL DEFAULT 0;
-- What a member recognises a session of theirs by. limited = 1: opens nothing but the setting up of the authenticator.
ALTER TABLE session ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN limited INTEGER NOT NULL DEFAULT 0;
CREATE INDEX session_member ON session (member);
CREATE INDEX member_organisation ON member (organisation, created_at);
