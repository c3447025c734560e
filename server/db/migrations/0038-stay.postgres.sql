CREATE TRIGGER bureau_payment_return_stays BEFORE UPDATE OR DELETE ON bureau_payment_return FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_reopening_stays BEFORE UPDATE OR DELETE ON bureau_reopening FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_reopening_answer_stays BEFORE UPDATE OR DELETE ON bureau_reopening_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
