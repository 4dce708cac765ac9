package org.watchbill.auth.consent;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.page.Page;
import org.watchbill.auth.scope.Scope;
import org.watchbill.kit.token.Role;

/**
 * The question whether a client may act for the person.
 *
 * @param person as whom the browser is signed in
 * @param rights what is asked for
 * @param lifetimes how long the access may last
 */
public record ConsentPage(
        Form form, Asker asker, Person person, List<Choice> organisations, Rights rights, List<Choice> lifetimes)
        implements Page {

    /** Where the answer is sent, and the form's hidden values. */
    public record Form(String action, String csrf, String ticket) {}

    /** Who is signed in, and where somebody else can sign in instead. */
    public record Person(String email, String switchTo) {}

    /** One of several to choose from. */
    public record Choice(String value, String words, boolean chosen) {}

    /**
     * What is asked for, in plain words.
     *
     * @param again whether the client has a connection already
     * @param held reading that was allowed before and is asked for again
     * @param reads reading that is granted with the approval
     * @param choices each granted only when ticked
     */
    public record Rights(boolean again, List<String> held, List<String> reads, List<Right> choices) {

        public Rights {
            held = List.copyOf(held);
            reads = List.copyOf(reads);
            choices = List.copyOf(choices);
        }
    }

    /**
     * A right to tick.
     *
     * @param held whether it was allowed before
     */
    public record Right(Scope scope, boolean ticked, boolean held, boolean administratorsOnly) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    public ConsentPage {
        organisations = List.copyOf(organisations);
        lifetimes = List.copyOf(lifetimes);
    }

    public static ConsentPage of(Form form, Asker asker, Person person, Question question) {
        return new ConsentPage(
                form,
                asker,
                person,
                organisations(question),
                new Rights(
                        question.held().isPresent(), reads(question, true), reads(question, false), choices(question)),
                lifetimes(question.at()));
    }

    public boolean asksToChange() {
        return rights.choices().stream()
                .anyMatch(right -> right.ticked() && right.scope().changes());
    }

    private static List<Choice> organisations(Question question) {
        return question.memberships().stream()
                .map(Membership::organisation)
                .map(organisation -> new Choice(
                        organisation.id().toString(),
                        organisation.name(),
                        question.held()
                                .filter(grant -> grant.organisation().equals(organisation.id()))
                                .isPresent()))
                .toList();
    }

    private static List<String> reads(Question question, boolean held) {
        List<String> lines = new ArrayList<>();
        if (!held && question.offer().identity().contains("profile")) {
            lines.add("know your name");
        }
        if (!held && question.offer().identity().contains("email")) {
            lines.add("know your e-mail address");
        }
        question.offer().reads().stream()
                .filter(scope -> question.offer().held().contains(scope.name()) == held)
                .map(Scope::words)
                .forEach(lines::add);
        return lines;
    }

    private static List<Right> choices(Question question) {
        Set<Role> roles = question.memberships().stream().map(Membership::role).collect(toSet());
        return question.offer().choices().stream()
                .map(scope -> new Right(
                        scope,
                        question.offer().ticked().contains(scope.name()),
                        question.offer().held().contains(scope.name()),
                        scope.least() == Role.ADMIN && roles.contains(Role.MEMBER)))
                .toList();
    }

    private static List<Choice> lifetimes(Instant now) {
        return LifetimeRules.DAYS.stream()
                .map(days -> new Choice(days, words(days, now), days.equals(LifetimeRules.USUAL)))
                .toList();
    }

    private static String words(String days, Instant now) {
        Instant end = now.plus(Duration.ofDays(Integer.parseInt(days)));
        return days + " days, until " + LocalDate.ofInstant(end, ZoneOffset.UTC).format(DAY);
    }

    @Override
    public String template() {
        return "consent";
    }
}
