-- The JCS text of every built-in site rule that this server ever ran with, by its SHA-256: records name rules for years. Never changed.
CREATE TABLE rule_text (hash TEXT NOT NULL PRIMARY KEY, rule_text TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
