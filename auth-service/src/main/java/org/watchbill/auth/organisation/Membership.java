package org.watchbill.auth.organisation;

import org.watchbill.auth.account.User;
import org.watchbill.kit.token.Role;

/** What one person is in one organisation. */
public record Membership(Organisation organisation, User.Id user, Role role) {}
