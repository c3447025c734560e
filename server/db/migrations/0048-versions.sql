-- Of which version of its claim a package was built; NULL from before this was kept, then it follows from when the claim was returned.
ALTER TABLE claim_package ADD COLUMN version INTEGER;
