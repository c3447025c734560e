CREATE TRIGGER claim_event_no_update BEFORE UPDATE ON claim_event BEGIN SELECT RAISE(ABORT, 'claim_event rows are never updated'); END;
CREATE TRIGGER claim_event_no_delete BEFORE DELETE ON claim_event BEGIN SELECT RAISE(ABORT, 'claim_event rows are never deleted'); END;
CREATE TRIGGER claim_hold_no_update BEFORE UPDATE ON claim_hold BEGIN SELECT RAISE(ABORT, 'claim_hold rows are never updated'); END;
CREATE TRIGGER claim_hold_no_delete BEFORE DELETE ON claim_hold BEGIN SELECT RAISE(ABORT, 'claim_hold rows are never deleted'); END;
CREATE TRIGGER claim_scan_no_update BEFORE UPDATE ON claim_scan BEGIN SELECT RAISE(ABORT, 'claim_scan rows are never updated'); END;
CREATE TRIGGER claim_scan_no_delete BEFORE DELETE ON claim_scan BEGIN SELECT RAISE(ABORT, 'claim_scan rows are never deleted'); END;
CREATE TRIGGER rate_table_no_update BEFORE UPDATE ON rate_table BEGIN SELECT RAISE(ABORT, 'rate_table rows are never updated'); END;
CREATE TRIGGER rate_table_no_delete BEFORE DELETE ON rate_table BEGIN SELECT RAISE(ABORT, 'rate_table rows are never deleted'); END;
