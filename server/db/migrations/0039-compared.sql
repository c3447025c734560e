-- When a claim's reading was held against all others; NULL: put into the index, and not compared (again) yet.
ALTER TABLE bureau_reading ADD COLUMN checked_at INTEGER;
UPDATE bureau_reading SET checked_at = at;
-- What is wrong with the ID number as a number: '' nothing, else its kind; NULL: from before this was looked at.
ALTER TABLE bureau_person ADD COLUMN id_problem TEXT;
