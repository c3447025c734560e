CREATE TRIGGER bureau_delivery_stays BEFORE UPDATE OR DELETE ON bureau_delivery FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_delivery_end_stays BEFORE UPDATE OR DELETE ON bureau_delivery_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
