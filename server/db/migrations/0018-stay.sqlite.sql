CREATE TRIGGER held_lesson_no_update BEFORE UPDATE ON held_lesson BEGIN SELECT RAISE(ABORT, 'held_lesson rows are never updated'); END;
CREATE TRIGGER held_lesson_no_delete BEFORE DELETE ON held_lesson BEGIN SELECT RAISE(ABORT, 'held_lesson rows are never deleted'); END;
CREATE TRIGGER lesson_mark_no_update BEFORE UPDATE ON lesson_mark BEGIN SELECT RAISE(ABORT, 'lesson_mark rows are never updated'); END;
CREATE TRIGGER lesson_mark_no_delete BEFORE DELETE ON lesson_mark BEGIN SELECT RAISE(ABORT, 'lesson_mark rows are never deleted'); END;
CREATE TRIGGER lesson_absence_no_update BEFORE UPDATE ON lesson_absence BEGIN SELECT RAISE(ABORT, 'lesson_absence rows are never updated'); END;
CREATE TRIGGER lesson_absence_no_delete BEFORE DELETE ON lesson_absence BEGIN SELECT RAISE(ABORT, 'lesson_absence rows are never deleted'); END;
