CREATE TRIGGER plan_receipt_no_update BEFORE UPDATE ON plan_receipt BEGIN SELECT RAISE(ABORT, 'plan_receipt rows are never updated'); END;
CREATE TRIGGER plan_receipt_no_delete BEFORE DELETE ON plan_receipt BEGIN SELECT RAISE(ABORT, 'plan_receipt rows are never deleted'); END;
CREATE TRIGGER bureau_manual_workbook_no_update BEFORE UPDATE ON bureau_manual_workbook BEGIN SELECT RAISE(ABORT, 'bureau_manual_workbook rows are never updated'); END;
CREATE TRIGGER bureau_manual_workbook_no_delete BEFORE DELETE ON bureau_manual_workbook BEGIN SELECT RAISE(ABORT, 'bureau_manual_workbook rows are never deleted'); END;
