CREATE TABLE demo_sealed_key (
    key_id VARCHAR(128)  NOT NULL PRIMARY KEY,
    jwe    VARCHAR(2048) NOT NULL
);

CREATE TABLE demo_login_link (
    token_sha256 BYTEA                    NOT NULL PRIMARY KEY,
    expires_at   TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE demo_service (
    base_url VARCHAR(255) NOT NULL
);
