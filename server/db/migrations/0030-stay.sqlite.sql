CREATE TRIGGER bureau_inspection_no_update BEFORE UPDATE ON bureau_inspection BEGIN SELECT RAISE(ABORT, 'bureau_inspection rows are never updated'); END;
CREATE TRIGGER bureau_inspection_no_delete BEFORE DELETE ON bureau_inspection BEGIN SELECT RAISE(ABORT, 'bureau_inspection rows are never deleted'); END;
CREATE TRIGGER bureau_rectified_no_update BEFORE UPDATE ON bureau_rectified BEGIN SELECT RAISE(ABORT, 'bureau_rectified rows are never updated'); END;
CREATE TRIGGER bureau_rectified_no_delete BEFORE DELETE ON bureau_rectified BEGIN SELECT RAISE(ABORT, 'bureau_rectified rows are never deleted'); END;
