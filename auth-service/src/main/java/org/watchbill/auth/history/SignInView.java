package org.watchbill.auth.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.kit.mcp.schema.Describe;

/** An attempt to sign in as the API shows it. */
public record SignInView(
        UUID id,
        Person person,
        Instant at,
        SignInOutcome outcome,
        @Describe("What was proven") List<SignInMethod> methods,

        @Describe("An IPv4 address, or the network of an IPv6 address")
        String address,

        @Describe("A few words such as Firefox on Linux") String browser) {

    /** Whose account it was. */
    public record Person(UUID id, String name, String email) {}

    public static SignInView of(SignIn signIn) {
        SignIn.Person person = signIn.person();
        Attempt attempt = signIn.attempt();
        return new SignInView(
                signIn.id(),
                new Person(person.id().value(), person.name(), person.email()),
                signIn.at(),
                attempt.outcome(),
                attempt.methods().stream().sorted().toList(),
                attempt.visitor().address(),
                attempt.visitor().browser());
    }
}
