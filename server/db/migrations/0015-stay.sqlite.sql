CREATE TRIGGER package_build_no_update BEFORE UPDATE ON package_build BEGIN SELECT RAISE(ABORT, 'package_build rows are never updated'); END;
CREATE TRIGGER package_build_no_delete BEFORE DELETE ON package_build BEGIN SELECT RAISE(ABORT, 'package_build rows are never deleted'); END;
