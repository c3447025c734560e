CREATE TRIGGER claim_package_no_update BEFORE UPDATE ON claim_package BEGIN SELECT RAISE(ABORT, 'claim_package rows are never updated'); END;
CREATE TRIGGER claim_package_no_delete BEFORE DELETE ON claim_package BEGIN SELECT RAISE(ABORT, 'claim_package rows are never deleted'); END;
CREATE TRIGGER bureau_recipient_no_update BEFORE UPDATE ON bureau_recipient BEGIN SELECT RAISE(ABORT, 'bureau_recipient rows are never updated'); END;
CREATE TRIGGER bureau_recipient_no_delete BEFORE DELETE ON bureau_recipient BEGIN SELECT RAISE(ABORT, 'bureau_recipient rows are never deleted'); END;
