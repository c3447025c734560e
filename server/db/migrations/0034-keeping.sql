-- Packages that came with a backup: {"all","copied","lacking"}; absent of what was made before they were.
ALTER TABLE backup ADD COLUMN packages TEXT;
-- Until which day, and by which rule, a package that was asked to go had to be kept; absent of what was asked before they were noted.
ALTER TABLE bureau_disposal_package ADD COLUMN last TEXT;
ALTER TABLE bureau_disposal_package ADD COLUMN rule TEXT;
