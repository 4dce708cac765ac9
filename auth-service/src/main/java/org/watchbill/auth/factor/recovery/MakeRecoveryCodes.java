package org.watchbill.auth.factor.recovery;

import io.helidon.dbclient.DbTransaction;
import java.util.ArrayList;
import java.util.List;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.factor.FactorNews;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Makes ten recovery codes, in place of those of before; they are returned this once and kept as hashes. */
public final class MakeRecoveryCodes {

    private static final int CODES = 10;

    private final Database database;
    private final RecoveryCodes codes;
    private final Users users;
    private final FactorNews news;

    public MakeRecoveryCodes(Database database, RecoveryCodes codes, Users users, FactorNews news) {
        this.database = database;
        this.codes = codes;
        this.users = users;
        this.news = news;
    }

    public List<String> again(User.Id user) {
        return database.inTransaction(transaction -> {
            users.lock(transaction, user);
            news.newCodesMade(transaction, user);
            return make(transaction, user);
        });
    }

    /** For somebody who has just got a factor: the codes, or none when there are some from an earlier factor. */
    public List<String> withFirstFactor(DbTransaction transaction, User.Id user) {
        users.lock(transaction, user);
        if (codes.made(transaction, user) > 0) {
            return List.of();
        }
        news.firstCodesMade(transaction, user);
        return make(transaction, user);
    }

    private List<String> make(DbTransaction transaction, User.Id user) {
        codes.deleteAll(transaction, user);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < CODES; i++) {
            String code = RecoveryCodeText.next();
            codes.insert(transaction, user, SecretHash.of(RecoveryCodeText.normalised(code)));
            made.add(code);
        }
        return made;
    }
}
