package org.watchbill.schedule.member;

import java.util.UUID;

/** Which member is meant, in short. */
public record PersonView(UUID id, String name) {}
