-- The account that a link logs in to; null for the operator, who may open any account.
ALTER TABLE demo_login_link ADD COLUMN account_id VARCHAR(128) REFERENCES keystile_account (id);
