CREATE TRIGGER class_closing_no_update BEFORE UPDATE ON class_closing BEGIN SELECT RAISE(ABORT, 'class_closing rows are never updated'); END;
CREATE TRIGGER class_closing_no_delete BEFORE DELETE ON class_closing BEGIN SELECT RAISE(ABORT, 'class_closing rows are never deleted'); END;
