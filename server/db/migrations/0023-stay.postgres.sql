CREATE TRIGGER claim_package_stays BEFORE UPDATE OR DELETE ON claim_package FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_recipient_stays BEFORE UPDATE OR DELETE ON bureau_recipient FOR EACH ROW EXECUTE FUNCTION refuse_change();
