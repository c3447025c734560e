CREATE TRIGGER correction_no_update BEFORE UPDATE ON correction BEGIN SELECT RAISE(ABORT, 'corrections are never updated'); END;
CREATE TRIGGER correction_no_delete BEFORE DELETE ON correction BEGIN SELECT RAISE(ABORT, 'corrections are never deleted'); END;
CREATE TRIGGER device_decision_no_update BEFORE UPDATE ON device_decision BEGIN SELECT RAISE(ABORT, 'device decisions are never updated'); END;
CREATE TRIGGER device_decision_no_delete BEFORE DELETE ON device_decision BEGIN SELECT RAISE(ABORT, 'device decisions are never deleted'); END;
