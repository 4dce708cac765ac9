package org.watchbill.schedule.imports;

import static java.util.Comparator.comparingInt;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.bulk.ImportOutcome;
import org.watchbill.schedule.bulk.LineProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How an import is named as a command, and what it answers. */
final class ImportAnswers {

    private static final int MOST_PROBLEMS = 100;

    /** The problems of single lines, as {@link org.watchbill.kit.rest.ApiWrites} looks for them. */
    private record Problems(List<LineProblem> errors) {}

    private ImportAnswers() {}

    /** The file stands in the command by its digest. */
    static ObjectNode arguments(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return Json.object()
                    .put("file_sha256", HexFormat.of().formatHex(digest))
                    .put("bytes", content.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static CommandResult result(Caller.Organisation organisation, ImportOutcome outcome) {
        return switch (outcome) {
            case ImportOutcome.Imported imported -> done(organisation, Json.tree(imported));
            case ImportOutcome.Rejected(List<LineProblem> problems) -> CommandResult.refused(refusal(problems));
        };
    }

    private static CommandResult done(Caller.Organisation organisation, JsonNode answer) {
        return new CommandResult.Done(
                answer,
                new Change(
                        new Change.Target("organisation", organisation.id().toString()),
                        Optional.empty(),
                        Optional.of(CanonicalJson.digest(answer))));
    }

    private static Refusal refusal(List<LineProblem> problems) {
        List<LineProblem> shown = problems.stream()
                .sorted(comparingInt(LineProblem::line))
                .limit(MOST_PROBLEMS)
                .toList();
        String message = problems.size() == 1
                ? "One line cannot be imported; nothing was changed"
                : problems.size() + " lines cannot be imported; nothing was changed";
        return new Refusal(
                ErrorCode.INVALID_ARGUMENT, message, Optional.empty(), Optional.of(Json.tree(new Problems(shown))));
    }
}
