CREATE TRIGGER bureau_act_no_update BEFORE UPDATE ON bureau_act BEGIN SELECT RAISE(ABORT, 'bureau_act rows are never updated'); END;
CREATE TRIGGER bureau_act_no_delete BEFORE DELETE ON bureau_act BEGIN SELECT RAISE(ABORT, 'bureau_act rows are never deleted'); END;
CREATE TRIGGER claim_statement_no_update BEFORE UPDATE ON claim_statement BEGIN SELECT RAISE(ABORT, 'claim_statement rows are never updated'); END;
CREATE TRIGGER claim_statement_no_delete BEFORE DELETE ON claim_statement BEGIN SELECT RAISE(ABORT, 'claim_statement rows are never deleted'); END;
