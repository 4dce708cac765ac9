package org.watchbill.auth.organisation;

import org.watchbill.auth.account.User;

/** Somebody in an organisation. */
public record Person(User user, Membership membership) {}
