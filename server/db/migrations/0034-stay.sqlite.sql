-- 销毁 is confirmed by another than who asked, of nothing that is held, and of nothing before the day it was found to be kept until.
CREATE TRIGGER bureau_disposal_step_held BEFORE INSERT ON bureau_disposal_step WHEN NEW.step = 'confirmed' AND EXISTS (SELECT 1 FROM bureau_disposal d JOIN bureau_hold h ON h.organisation = d.organisation LEFT JOIN bureau_hold_end e ON e.hold = h.id WHERE d.id = NEW.disposal AND e.hold IS NULL AND (h.claim IS NULL OR EXISTS (SELECT 1 FROM bureau_disposal_package dp JOIN bureau_package p ON p.id = dp.package WHERE dp.disposal = d.id AND p.claim = h.claim))) BEGIN SELECT RAISE(ABORT, 'packages under a hold are never disposed of'); END;
CREATE TRIGGER bureau_disposal_step_own BEFORE INSERT ON bureau_disposal_step WHEN NEW.step = 'confirmed' AND EXISTS (SELECT 1 FROM bureau_disposal d WHERE d.id = NEW.disposal AND d.by_member = NEW.by_member) BEGIN SELECT RAISE(ABORT, 'who asked never confirms'); END;
CREATE TRIGGER bureau_disposal_step_kept BEFORE INSERT ON bureau_disposal_step WHEN NEW.step = 'confirmed' AND EXISTS (SELECT 1 FROM bureau_disposal_package dp WHERE dp.disposal = NEW.disposal AND dp.last >= date((NEW.at + 28800000) / 1000, 'unixepoch')) BEGIN SELECT RAISE(ABORT, 'packages under retention are never disposed of'); END;
CREATE TRIGGER witness_log_no_update BEFORE UPDATE ON witness_log BEGIN SELECT RAISE(ABORT, 'witness_log rows are never updated'); END;
CREATE TRIGGER witness_log_no_delete BEFORE DELETE ON witness_log BEGIN SELECT RAISE(ABORT, 'witness_log rows are never deleted'); END;
CREATE TRIGGER witness_log_end_no_update BEFORE UPDATE ON witness_log_end BEGIN SELECT RAISE(ABORT, 'witness_log_end rows are never updated'); END;
CREATE TRIGGER witness_log_end_no_delete BEFORE DELETE ON witness_log_end BEGIN SELECT RAISE(ABORT, 'witness_log_end rows are never deleted'); END;
CREATE TRIGGER witness_answer_no_update BEFORE UPDATE ON witness_answer BEGIN SELECT RAISE(ABORT, 'witness_answer rows are never updated'); END;
CREATE TRIGGER witness_answer_no_delete BEFORE DELETE ON witness_answer BEGIN SELECT RAISE(ABORT, 'witness_answer rows are never deleted'); END;
CREATE TRIGGER witness_named_no_update BEFORE UPDATE ON witness_named BEGIN SELECT RAISE(ABORT, 'witness_named rows are never updated'); END;
CREATE TRIGGER witness_named_no_delete BEFORE DELETE ON witness_named BEGIN SELECT RAISE(ABORT, 'witness_named rows are never deleted'); END;
CREATE TRIGGER witness_named_end_no_update BEFORE UPDATE ON witness_named_end BEGIN SELECT RAISE(ABORT, 'witness_named_end rows are never updated'); END;
CREATE TRIGGER witness_named_end_no_delete BEFORE DELETE ON witness_named_end BEGIN SELECT RAISE(ABORT, 'witness_named_end rows are never deleted'); END;
