CREATE TRIGGER bureau_year_limit_no_update BEFORE UPDATE ON bureau_year_limit BEGIN SELECT RAISE(ABORT, 'bureau_year_limit rows are never updated'); END;
CREATE TRIGGER bureau_year_limit_no_delete BEFORE DELETE ON bureau_year_limit BEGIN SELECT RAISE(ABORT, 'bureau_year_limit rows are never deleted'); END;
