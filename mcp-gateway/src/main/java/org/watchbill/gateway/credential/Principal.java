package org.watchbill.gateway.credential;

/** A person in an organisation, acting through one OAuth client; what sessions are bound to. */
public record Principal(String subject, String organisation, String client) {}
