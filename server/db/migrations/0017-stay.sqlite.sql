CREATE TRIGGER import_batch_no_update BEFORE UPDATE ON import_batch BEGIN SELECT RAISE(ABORT, 'import_batch rows are never updated'); END;
CREATE TRIGGER import_batch_no_delete BEFORE DELETE ON import_batch BEGIN SELECT RAISE(ABORT, 'import_batch rows are never deleted'); END;
CREATE TRIGGER import_withdrawal_no_update BEFORE UPDATE ON import_withdrawal BEGIN SELECT RAISE(ABORT, 'import_withdrawal rows are never updated'); END;
CREATE TRIGGER import_withdrawal_no_delete BEFORE DELETE ON import_withdrawal BEGIN SELECT RAISE(ABORT, 'import_withdrawal rows are never deleted'); END;
CREATE TRIGGER import_file_no_update BEFORE UPDATE ON import_file BEGIN SELECT RAISE(ABORT, 'import_file rows are never updated'); END;
CREATE TRIGGER import_file_no_delete BEFORE DELETE ON import_file BEGIN SELECT RAISE(ABORT, 'import_file rows are never deleted'); END;
