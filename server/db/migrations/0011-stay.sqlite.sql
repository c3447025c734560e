CREATE TRIGGER plan_filing_no_update BEFORE UPDATE ON plan_filing BEGIN SELECT RAISE(ABORT, 'plan_filing rows are never updated'); END;
CREATE TRIGGER plan_filing_no_delete BEFORE DELETE ON plan_filing BEGIN SELECT RAISE(ABORT, 'plan_filing rows are never deleted'); END;
CREATE TRIGGER plan_decision_no_update BEFORE UPDATE ON plan_decision BEGIN SELECT RAISE(ABORT, 'plan_decision rows are never updated'); END;
CREATE TRIGGER plan_decision_no_delete BEFORE DELETE ON plan_decision BEGIN SELECT RAISE(ABORT, 'plan_decision rows are never deleted'); END;
CREATE TRIGGER plan_deadline_no_update BEFORE UPDATE ON plan_deadline BEGIN SELECT RAISE(ABORT, 'plan_deadline rows are never updated'); END;
CREATE TRIGGER plan_deadline_no_delete BEFORE DELETE ON plan_deadline BEGIN SELECT RAISE(ABORT, 'plan_deadline rows are never deleted'); END;
CREATE TRIGGER calendar_year_no_update BEFORE UPDATE ON calendar_year BEGIN SELECT RAISE(ABORT, 'calendar_year rows are never updated'); END;
CREATE TRIGGER calendar_year_no_delete BEFORE DELETE ON calendar_year BEGIN SELECT RAISE(ABORT, 'calendar_year rows are never deleted'); END;
