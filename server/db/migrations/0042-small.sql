-- The home asks for readings that are not what came in, each time somebody looks at it.
CREATE INDEX bureau_reverified_outcome ON bureau_reverified (organisation, outcome);
