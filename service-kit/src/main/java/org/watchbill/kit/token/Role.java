package org.watchbill.kit.token;

/** What a person may do in an organisation. */
public enum Role {
    MEMBER,
    ADMIN
}
