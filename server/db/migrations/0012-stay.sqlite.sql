CREATE TRIGGER roster_change_no_update BEFORE UPDATE ON roster_change BEGIN SELECT RAISE(ABORT, 'roster_change rows are never updated'); END;
CREATE TRIGGER roster_change_no_delete BEFORE DELETE ON roster_change BEGIN SELECT RAISE(ABORT, 'roster_change rows are never deleted'); END;
CREATE TRIGGER roster_notice_no_update BEFORE UPDATE ON roster_notice BEGIN SELECT RAISE(ABORT, 'roster_notice rows are never updated'); END;
CREATE TRIGGER roster_notice_no_delete BEFORE DELETE ON roster_notice BEGIN SELECT RAISE(ABORT, 'roster_notice rows are never deleted'); END;
