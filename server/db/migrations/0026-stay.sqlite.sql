CREATE TRIGGER bureau_intake_no_update BEFORE UPDATE ON bureau_intake BEGIN SELECT RAISE(ABORT, 'bureau_intake rows are never updated'); END;
CREATE TRIGGER bureau_intake_no_delete BEFORE DELETE ON bureau_intake BEGIN SELECT RAISE(ABORT, 'bureau_intake rows are never deleted'); END;
CREATE TRIGGER bureau_received_no_update BEFORE UPDATE ON bureau_received BEGIN SELECT RAISE(ABORT, 'bureau_received rows are never updated'); END;
CREATE TRIGGER bureau_received_no_delete BEFORE DELETE ON bureau_received BEGIN SELECT RAISE(ABORT, 'bureau_received rows are never deleted'); END;
CREATE TRIGGER bureau_stage_no_update BEFORE UPDATE ON bureau_stage BEGIN SELECT RAISE(ABORT, 'bureau_stage rows are never updated'); END;
CREATE TRIGGER bureau_stage_no_delete BEFORE DELETE ON bureau_stage BEGIN SELECT RAISE(ABORT, 'bureau_stage rows are never deleted'); END;
