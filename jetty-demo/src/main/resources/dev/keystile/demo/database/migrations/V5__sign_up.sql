-- One row, which a sign-up locks while it counts the accounts and adds one.
CREATE TABLE demo_sign_up (
    id INTEGER NOT NULL PRIMARY KEY
);

INSERT INTO demo_sign_up (id) VALUES (1);
