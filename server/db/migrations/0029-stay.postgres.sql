CREATE TRIGGER bureau_publicity_claim_stays BEFORE UPDATE OR DELETE ON bureau_publicity_claim FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_publicity_row_stays BEFORE UPDATE OR DELETE ON bureau_publicity_row FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_publicity_off_stays BEFORE UPDATE OR DELETE ON bureau_publicity_off FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_objection_stays BEFORE UPDATE OR DELETE ON bureau_objection FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_objection_answer_stays BEFORE UPDATE OR DELETE ON bureau_objection_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_payment_line_stays BEFORE UPDATE OR DELETE ON bureau_payment_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_payment_result_stays BEFORE UPDATE OR DELETE ON bureau_payment_result FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_account_change_stays BEFORE UPDATE OR DELETE ON bureau_account_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
