-- 名册变更: who left, replaced whom, came later, went to another class, was corrected. Never changed; form = what was done together and
-- is reported together. effective_at = from when on a seat that left earns nothing; body_cipher = reason and names, encrypted.
CREATE TABLE roster_change (id TEXT PRIMARY KEY, form TEXT NOT NULL, class TEXT NOT NULL REFERENCES class (id), kind TEXT NOT NULL, seat TEXT NOT NULL REFERENCES seat (id), other_seat TEXT REFERENCES seat (id), day TEXT NOT NULL, effective_at INTEGER NOT NULL, body_cipher TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX roster_change_class ON roster_change (class, at);
CREATE INDEX roster_change_seat ON roster_change (seat, at);
CREATE INDEX roster_change_other ON roster_change (other_seat);
CREATE INDEX roster_change_form ON roster_change (form);
-- When and under which number the bureau was told; none yet = 尚未报告. The newest holds.
CREATE TABLE roster_notice (id TEXT PRIMARY KEY, form TEXT NOT NULL, class TEXT NOT NULL REFERENCES class (id), number TEXT NOT NULL, day TEXT NOT NULL, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX roster_notice_form ON roster_notice (form, at);
-- Which column an organisation means by a heading that we do not know; '' = not to be read.
CREATE TABLE roster_mapping (organisation TEXT NOT NULL REFERENCES organisation (id), heading TEXT NOT NULL, field TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (organisation, heading)) STRICT;
-- Lists of ID numbers to compare rosters with. Of the numbers only blind indexes are kept; a removed list keeps its name and count.
CREATE TABLE hit_list (id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisation (id), name TEXT NOT NULL, source TEXT NOT NULL, day TEXT NOT NULL, people INTEGER NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, removed_by TEXT, removed_at INTEGER) STRICT;
CREATE INDEX hit_list_organisation ON hit_list (organisation, at);
CREATE TABLE hit (list TEXT NOT NULL REFERENCES hit_list (id), id_index TEXT NOT NULL, remark_cipher TEXT NOT NULL, PRIMARY KEY (list, id_index)) WITHOUT ROWID, STRICT;
CREATE INDEX hit_number ON hit (id_index);
