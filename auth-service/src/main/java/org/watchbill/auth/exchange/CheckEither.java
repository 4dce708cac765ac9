package org.watchbill.auth.exchange;

/** Accepts what either of two checks accepts. */
public final class CheckEither implements SubjectCheck {

    private final SubjectCheck first;
    private final SubjectCheck second;

    public CheckEither(SubjectCheck first, SubjectCheck second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public ExchangeDecision check(String subjectToken) {
        ExchangeDecision decision = first.check(subjectToken);
        return decision instanceof ExchangeDecision.Refused ? second.check(subjectToken) : decision;
    }
}
