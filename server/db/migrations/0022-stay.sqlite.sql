CREATE TRIGGER own_form_no_update BEFORE UPDATE ON own_form BEGIN SELECT RAISE(ABORT, 'own_form rows are never updated'); END;
CREATE TRIGGER own_form_no_delete BEFORE DELETE ON own_form BEGIN SELECT RAISE(ABORT, 'own_form rows are never deleted'); END;
