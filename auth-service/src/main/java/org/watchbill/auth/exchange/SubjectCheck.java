package org.watchbill.auth.exchange;

/** Finds out what one kind of subject token is worth now. */
public interface SubjectCheck {

    ExchangeDecision check(String subjectToken);
}
