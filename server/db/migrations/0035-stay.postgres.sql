CREATE TRIGGER bureau_finding_lift_stays BEFORE UPDATE OR DELETE ON bureau_finding_lift FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_authority_stays BEFORE UPDATE OR DELETE ON bureau_authority FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_authority_end_stays BEFORE UPDATE OR DELETE ON bureau_authority_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
