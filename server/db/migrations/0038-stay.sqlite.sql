CREATE TRIGGER bureau_payment_return_no_update BEFORE UPDATE ON bureau_payment_return BEGIN SELECT RAISE(ABORT, 'bureau_payment_return rows are never updated'); END;
CREATE TRIGGER bureau_payment_return_no_delete BEFORE DELETE ON bureau_payment_return BEGIN SELECT RAISE(ABORT, 'bureau_payment_return rows are never deleted'); END;
CREATE TRIGGER bureau_reopening_no_update BEFORE UPDATE ON bureau_reopening BEGIN SELECT RAISE(ABORT, 'bureau_reopening rows are never updated'); END;
CREATE TRIGGER bureau_reopening_no_delete BEFORE DELETE ON bureau_reopening BEGIN SELECT RAISE(ABORT, 'bureau_reopening rows are never deleted'); END;
CREATE TRIGGER bureau_reopening_answer_no_update BEFORE UPDATE ON bureau_reopening_answer BEGIN SELECT RAISE(ABORT, 'bureau_reopening_answer rows are never updated'); END;
CREATE TRIGGER bureau_reopening_answer_no_delete BEFORE DELETE ON bureau_reopening_answer BEGIN SELECT RAISE(ABORT, 'bureau_reopening_answer rows are never deleted'); END;
