-- Every change, by whatever program, is told on the channel keystile_key: the digest in hexadecimal, or * for
-- anything. A statement that changes many keys is told once, so that no burst fills the queue of notifications.

CREATE FUNCTION keystile_key_changed() RETURNS TRIGGER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    digests BYTEA[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        digests := ARRAY(SELECT digest FROM after LIMIT 101);
    ELSIF TG_OP = 'DELETE' THEN
        digests := ARRAY(SELECT digest FROM before LIMIT 101);
    ELSE
        -- A key that is only used is not changed.
        digests := ARRAY(
            SELECT digest FROM (
                (SELECT digest, id, environment_id, type, name, scopes, allowed_origins, allowed_networks, expires_at,
                        revoked_at FROM before
                 EXCEPT
                 SELECT digest, id, environment_id, type, name, scopes, allowed_origins, allowed_networks, expires_at,
                        revoked_at FROM after)
                UNION ALL
                (SELECT digest, id, environment_id, type, name, scopes, allowed_origins, allowed_networks, expires_at,
                        revoked_at FROM after
                 EXCEPT
                 SELECT digest, id, environment_id, type, name, scopes, allowed_origins, allowed_networks, expires_at,
                        revoked_at FROM before)
            ) AS changed
            GROUP BY digest LIMIT 101);
    END IF;
    IF cardinality(digests) > 100 THEN
        PERFORM pg_notify('keystile_key', '*');
    ELSE
        PERFORM pg_notify('keystile_key', encode(digest, 'hex')) FROM unnest(digests) AS digest;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION keystile_anything_changed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('keystile_key', '*');
    RETURN NULL;
END $$;

CREATE TRIGGER keystile_key_inserted AFTER INSERT ON keystile_key
    REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION keystile_key_changed();
CREATE TRIGGER keystile_key_updated AFTER UPDATE ON keystile_key
    REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION keystile_key_changed();
CREATE TRIGGER keystile_key_deleted AFTER DELETE ON keystile_key
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION keystile_key_changed();
CREATE TRIGGER keystile_key_truncated AFTER TRUNCATE ON keystile_key
    FOR EACH STATEMENT EXECUTE FUNCTION keystile_anything_changed();
CREATE TRIGGER keystile_environment_changed AFTER UPDATE OR DELETE OR TRUNCATE ON keystile_environment
    FOR EACH STATEMENT EXECUTE FUNCTION keystile_anything_changed();

-- Audit rows are added and never changed.
CREATE FUNCTION keystile_audit_is_append_only() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'keystile_audit is append-only';
END $$;

CREATE TRIGGER keystile_audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON keystile_audit
    FOR EACH STATEMENT EXECUTE FUNCTION keystile_audit_is_append_only();
