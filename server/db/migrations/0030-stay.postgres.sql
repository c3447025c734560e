CREATE TRIGGER bureau_inspection_stays BEFORE UPDATE OR DELETE ON bureau_inspection FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_rectified_stays BEFORE UPDATE OR DELETE ON bureau_rectified FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_reverified_stays BEFORE UPDATE OR DELETE ON bureau_reverified FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_hold_stays BEFORE UPDATE OR DELETE ON bureau_hold FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_hold_end_stays BEFORE UPDATE OR DELETE ON bureau_hold_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_disposal_stays BEFORE UPDATE OR DELETE ON bureau_disposal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_disposal_package_stays BEFORE UPDATE OR DELETE ON bureau_disposal_package FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_disposal_step_stays BEFORE UPDATE OR DELETE ON bureau_disposal_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
