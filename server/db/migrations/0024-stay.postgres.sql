CREATE TRIGGER bureau_package_stays BEFORE UPDATE OR DELETE ON bureau_package FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_person_stays BEFORE UPDATE OR DELETE ON bureau_person FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_event_stays BEFORE UPDATE OR DELETE ON bureau_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
