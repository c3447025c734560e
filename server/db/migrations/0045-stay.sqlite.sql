CREATE TRIGGER exchange_bureau_no_update BEFORE UPDATE ON exchange_bureau BEGIN SELECT RAISE(ABORT, 'exchange_bureau rows are never updated'); END;
CREATE TRIGGER exchange_bureau_no_delete BEFORE DELETE ON exchange_bureau BEGIN SELECT RAISE(ABORT, 'exchange_bureau rows are never deleted'); END;
CREATE TRIGGER exchange_bureau_end_no_update BEFORE UPDATE ON exchange_bureau_end BEGIN SELECT RAISE(ABORT, 'exchange_bureau_end rows are never updated'); END;
CREATE TRIGGER exchange_bureau_end_no_delete BEFORE DELETE ON exchange_bureau_end BEGIN SELECT RAISE(ABORT, 'exchange_bureau_end rows are never deleted'); END;
CREATE TRIGGER exchange_delivery_no_update BEFORE UPDATE ON exchange_delivery BEGIN SELECT RAISE(ABORT, 'exchange_delivery rows are never updated'); END;
CREATE TRIGGER exchange_delivery_no_delete BEFORE DELETE ON exchange_delivery BEGIN SELECT RAISE(ABORT, 'exchange_delivery rows are never deleted'); END;
CREATE TRIGGER exchange_statement_no_update BEFORE UPDATE ON exchange_statement BEGIN SELECT RAISE(ABORT, 'exchange_statement rows are never updated'); END;
CREATE TRIGGER exchange_statement_no_delete BEFORE DELETE ON exchange_statement BEGIN SELECT RAISE(ABORT, 'exchange_statement rows are never deleted'); END;
