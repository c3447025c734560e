-- The desk: organisations that one server hosts, members that can be stopped, plans that are filed before training, seats that end.
-- hosted_by = the organisation that opened this one. profile = JSON (shared/plan/profile.ts).
ALTER TABLE organisation ADD COLUMN hosted_by TEXT;
ALTER TABLE organisation ADD COLUMN profile TEXT NOT NULL DEFAULT '{}';
ALTER TABLE organisation ADD COLUMN stopped_at INTEGER;
ALTER TABLE member ADD COLUMN stopped_at INTEGER;
-- Wrong passwords since the last right one; no sign-in before locked_until.
ALTER TABLE member ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE member ADD COLUMN locked_until INTEGER;
-- The secret of the authenticator, encrypted; NULL = not asked for.
ALTER TABLE member ADD COLUMN totp_cipher TEXT;
-- A row is one version of a plan; series = the first version. status: draft, filed, approved, returned, superseded. '' of a plan
-- that was never filed through this program. type: shared/plan/types.ts. details = JSON (shared/plan/plan.ts).
ALTER TABLE plan ADD COLUMN series TEXT;
ALTER TABLE plan ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE plan ADD COLUMN status TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN type TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN occupation_code TEXT;
ALTER TABLE plan ADD COLUMN occupation_edition TEXT;
ALTER TABLE plan ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
ALTER TABLE plan ADD COLUMN filed_at INTEGER;
ALTER TABLE plan ADD COLUMN decided_at INTEGER;
CREATE INDEX plan_organisation ON plan (organisation, created_at);
-- When the seat left the roster by a 名册变更, and by which; its records and hours stay what they are.
ALTER TABLE seat ADD COLUMN left_at INTEGER;
ALTER TABLE seat ADD COLUMN left_by TEXT;
-- What the roster says of the person in this class beside name and ID number (shared/people/roster.ts), encrypted.
ALTER TABLE seat ADD COLUMN details_cipher TEXT;
