CREATE TRIGGER finding_note_no_update BEFORE UPDATE ON finding_note BEGIN SELECT RAISE(ABORT, 'notes are never updated'); END;
CREATE TRIGGER finding_note_no_delete BEFORE DELETE ON finding_note BEGIN SELECT RAISE(ABORT, 'notes are never deleted'); END;
