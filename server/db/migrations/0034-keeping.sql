-- Packages that came with a backup: {"all","copied","lacking"}; absent of what was made before they were.
ALTER TABLE backup ADD COLUMN packages TEXT;
