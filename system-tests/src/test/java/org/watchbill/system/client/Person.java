package org.watchbill.system.client;

/** Somebody with an account. */
public record Person(String email, String password) {}
