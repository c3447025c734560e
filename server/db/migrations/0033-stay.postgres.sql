CREATE TRIGGER class_link_stays BEFORE UPDATE OR DELETE ON class_link FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER class_link_end_stays BEFORE UPDATE OR DELETE ON class_link_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER class_link_opening_stays BEFORE UPDATE OR DELETE ON class_link_opening FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_class_link_stays BEFORE UPDATE OR DELETE ON bureau_class_link FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_class_link_end_stays BEFORE UPDATE OR DELETE ON bureau_class_link_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_inspection_link_stays BEFORE UPDATE OR DELETE ON bureau_inspection_link FOR EACH ROW EXECUTE FUNCTION refuse_change();
