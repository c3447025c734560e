CREATE TRIGGER bureau_act_stays BEFORE UPDATE OR DELETE ON bureau_act FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER claim_statement_stays BEFORE UPDATE OR DELETE ON claim_statement FOR EACH ROW EXECUTE FUNCTION refuse_change();
