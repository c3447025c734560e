CREATE TRIGGER package_build_stays BEFORE UPDATE OR DELETE ON package_build FOR EACH ROW EXECUTE FUNCTION refuse_change();
