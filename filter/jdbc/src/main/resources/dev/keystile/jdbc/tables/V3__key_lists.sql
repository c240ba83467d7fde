-- Lists come in the order of the keys' making, of one environment or of all.
CREATE INDEX keystile_key_made ON keystile_key (created_at, id);
CREATE INDEX keystile_key_environment_made ON keystile_key (environment_id, created_at, id);
DROP INDEX keystile_key_environment;
