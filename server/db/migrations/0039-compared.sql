-- When a claim's reading was held against all others; NULL: put into the index, and not compared (again) yet.
ALTER TABLE bureau_reading ADD COLUMN checked_at INTEGER;
UPDATE bureau_reading SET checked_at = at;
-- What is wrong with the ID number as a number: '' nothing, else its kind; NULL: from before this was looked at.
ALTER TABLE bureau_person ADD COLUMN id_problem TEXT;
-- An announced drawing: the claims, everybody's tickets and the day whose public value it will go by (body), fixed before that value is known.
-- bureau_draw.id is the id of its announcement.
CREATE TABLE bureau_draw_plan (
  id TEXT PRIMARY KEY,
  organisation TEXT NOT NULL REFERENCES organisation (id),
  number TEXT NOT NULL,
  public_day TEXT NOT NULL,
  body TEXT NOT NULL,
  by_member TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX bureau_draw_plan_number ON bureau_draw_plan (organisation, number);
