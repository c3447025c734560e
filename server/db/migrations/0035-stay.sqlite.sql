CREATE TRIGGER bureau_finding_lift_no_update BEFORE UPDATE ON bureau_finding_lift BEGIN SELECT RAISE(ABORT, 'bureau_finding_lift rows are never updated'); END;
CREATE TRIGGER bureau_finding_lift_no_delete BEFORE DELETE ON bureau_finding_lift BEGIN SELECT RAISE(ABORT, 'bureau_finding_lift rows are never deleted'); END;
CREATE TRIGGER bureau_authority_no_update BEFORE UPDATE ON bureau_authority BEGIN SELECT RAISE(ABORT, 'bureau_authority rows are never updated'); END;
CREATE TRIGGER bureau_authority_no_delete BEFORE DELETE ON bureau_authority BEGIN SELECT RAISE(ABORT, 'bureau_authority rows are never deleted'); END;
CREATE TRIGGER bureau_authority_end_no_update BEFORE UPDATE ON bureau_authority_end BEGIN SELECT RAISE(ABORT, 'bureau_authority_end rows are never updated'); END;
CREATE TRIGGER bureau_authority_end_no_delete BEFORE DELETE ON bureau_authority_end BEGIN SELECT RAISE(ABORT, 'bureau_authority_end rows are never deleted'); END;
