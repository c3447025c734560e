-- Workbooks with placeholders that stand for a built-in layout (server/claim/forms/own). The newest version of a form is in force; one
-- without a file (name, hash and bytes NULL) returns to the built-in layout. bytes = base64url. Never changed.
CREATE TABLE own_form (organisation TEXT NOT NULL REFERENCES organisation (id), form TEXT NOT NULL, version INTEGER NOT NULL, name TEXT, hash BLOB, bytes TEXT, by_member TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (organisation, form, version)) STRICT;
