CREATE TRIGGER plan_receipt_stays BEFORE UPDATE OR DELETE ON plan_receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_manual_workbook_stays BEFORE UPDATE OR DELETE ON bureau_manual_workbook FOR EACH ROW EXECUTE FUNCTION refuse_change();
