package dev.keystile.spring.sample;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.KeyType;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class Customers {

    private final JdbcClient jdbc;
    private final AccountAdmin accounts;
    private final KeyAdmin keys;

    Customers(JdbcClient jdbc, AccountAdmin accounts, KeyAdmin keys) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.keys = keys;
    }

    /** Adds a customer with an account and a first key, all or nothing. The key is shown once. */
    @Transactional(rollbackFor = AdminException.class)
    public String signUp(String id, String name, String... scopes) throws AdminException {
        Actor actor = new Actor("shop", "sign-up");
        accounts.create(actor, AccountRequest.of(name).id(id));
        KeyRequest first = KeyRequest.of(KeyType.SECRET, "default", name).account(id);
        String key = keys.issue(actor, first.scopes(List.of(scopes))).key();
        jdbc.sql("INSERT INTO customer (id, name) VALUES (?, ?)")
                .params(id, name)
                .update();
        return key;
    }

    List<String> names() {
        return jdbc.sql("SELECT name FROM customer ORDER BY name")
                .query(String.class)
                .list();
    }
}
