CREATE TRIGGER exchange_bureau_stays BEFORE UPDATE OR DELETE ON exchange_bureau FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER exchange_bureau_end_stays BEFORE UPDATE OR DELETE ON exchange_bureau_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER exchange_delivery_stays BEFORE UPDATE OR DELETE ON exchange_delivery FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER exchange_statement_stays BEFORE UPDATE OR DELETE ON exchange_statement FOR EACH ROW EXECUTE FUNCTION refuse_change();
