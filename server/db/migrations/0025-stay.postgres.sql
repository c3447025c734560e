CREATE TRIGGER bureau_key_stays BEFORE UPDATE OR DELETE ON bureau_key FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_key_end_stays BEFORE UPDATE OR DELETE ON bureau_key_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_designation_stays BEFORE UPDATE OR DELETE ON bureau_designation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_platform_stays BEFORE UPDATE OR DELETE ON bureau_platform FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_register_end_stays BEFORE UPDATE OR DELETE ON bureau_register_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_filing_decision_stays BEFORE UPDATE OR DELETE ON bureau_filing_decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER key_rotation_stays BEFORE UPDATE OR DELETE ON key_rotation FOR EACH ROW EXECUTE FUNCTION refuse_change();
