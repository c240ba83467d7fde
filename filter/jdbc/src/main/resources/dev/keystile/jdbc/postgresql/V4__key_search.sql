-- A search is for what a name or an id begins with, or for the last four characters, in any letter case.
CREATE INDEX keystile_key_name ON keystile_key (LOWER(name) text_pattern_ops);
CREATE INDEX keystile_key_id ON keystile_key (LOWER(id) text_pattern_ops);
CREATE INDEX keystile_key_last_four ON keystile_key (LOWER(last_four));

-- Most keys are active: those that are not would be found by reading all the others.
CREATE INDEX keystile_key_revoked ON keystile_key (created_at, id) WHERE revoked_at IS NOT NULL;
CREATE INDEX keystile_key_ending ON keystile_key (created_at, id) WHERE revoked_at IS NULL AND expires_at IS NOT NULL;
