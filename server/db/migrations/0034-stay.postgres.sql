-- 销毁 is confirmed by another than who asked, of nothing that is held, and of nothing before the day it was found to be kept until.
CREATE FUNCTION refuse_disposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bureau_disposal d JOIN bureau_hold h ON h.organisation = d.organisation LEFT JOIN bureau_hold_end e ON e.hold = h.id WHERE d.id = NEW.disposal AND e.hold IS NULL AND (h.claim IS NULL OR EXISTS (SELECT 1 FROM bureau_disposal_package dp JOIN bureau_package p ON p.id = dp.package WHERE dp.disposal = d.id AND p.claim = h.claim))) THEN RAISE EXCEPTION 'packages under a hold are never disposed of'; END IF;
  IF EXISTS (SELECT 1 FROM bureau_disposal d WHERE d.id = NEW.disposal AND d.by_member = NEW.by_member) THEN RAISE EXCEPTION 'who asked never confirms'; END IF;
  IF EXISTS (SELECT 1 FROM bureau_disposal_package dp WHERE dp.disposal = NEW.disposal AND dp.last >= to_char(to_timestamp((NEW.at + 28800000) / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD')) THEN RAISE EXCEPTION 'packages under retention are never disposed of'; END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER bureau_disposal_step_refused BEFORE INSERT ON bureau_disposal_step FOR EACH ROW WHEN (NEW.step = 'confirmed') EXECUTE FUNCTION refuse_disposal();
CREATE TRIGGER witness_log_stays BEFORE UPDATE OR DELETE ON witness_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER witness_log_end_stays BEFORE UPDATE OR DELETE ON witness_log_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER witness_answer_stays BEFORE UPDATE OR DELETE ON witness_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER witness_named_stays BEFORE UPDATE OR DELETE ON witness_named FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER witness_named_end_stays BEFORE UPDATE OR DELETE ON witness_named_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
