CREATE TRIGGER bureau_disposal_workbook_stays BEFORE UPDATE OR DELETE ON bureau_disposal_workbook FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- A workbook goes by a 销毁 that was confirmed, and by nothing else.
CREATE FUNCTION refuse_workbook_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM bureau_disposal_workbook dw JOIN bureau_disposal_step s ON s.disposal = dw.disposal AND s.step = 'confirmed' WHERE dw.manual = OLD.manual) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'workbooks go by a confirmed disposal alone';
END
$$;
CREATE TRIGGER bureau_workbook_kept BEFORE UPDATE OR DELETE ON bureau_workbook FOR EACH ROW EXECUTE FUNCTION refuse_workbook_change();
-- As of packages: nothing that is held, and nothing before the day it was found to be kept until.
CREATE FUNCTION refuse_workbook_disposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bureau_disposal_workbook dw JOIN bureau_manual m ON m.id = dw.manual JOIN bureau_hold h ON h.claim = m.claim LEFT JOIN bureau_hold_end e ON e.hold = h.id WHERE dw.disposal = NEW.disposal AND e.hold IS NULL) THEN RAISE EXCEPTION 'workbooks under a hold are never disposed of'; END IF;
  IF EXISTS (SELECT 1 FROM bureau_disposal_workbook dw WHERE dw.disposal = NEW.disposal AND dw.last >= to_char(to_timestamp((NEW.at + 28800000) / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD')) THEN RAISE EXCEPTION 'workbooks under retention are never disposed of'; END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER bureau_disposal_step_workbook_refused BEFORE INSERT ON bureau_disposal_step FOR EACH ROW WHEN (NEW.step = 'confirmed') EXECUTE FUNCTION refuse_workbook_disposal();
