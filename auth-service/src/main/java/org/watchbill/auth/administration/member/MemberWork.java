package org.watchbill.auth.administration.member;

import io.helidon.dbclient.DbTransaction;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.token.Caller;

/** A use case for one member, of whom the administrator has seen a version. */
@FunctionalInterface
interface MemberWork {

    CommandResult run(DbTransaction transaction, Caller.Organisation organisation, ExpectedVersions expected);
}
