CREATE TRIGGER bureau_year_limit_stays BEFORE UPDATE OR DELETE ON bureau_year_limit FOR EACH ROW EXECUTE FUNCTION refuse_change();
