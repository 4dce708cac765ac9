package org.watchbill.kit.mcp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.watchbill.kit.mcp.completion.Completer;
import org.watchbill.kit.mcp.completion.Suggestions;
import org.watchbill.kit.mcp.prompt.Prompt;
import org.watchbill.kit.mcp.prompt.PromptArgument;
import org.watchbill.kit.mcp.prompt.PromptMessage;
import org.watchbill.kit.mcp.prompt.PromptSpec;
import org.watchbill.kit.mcp.resource.Resource;
import org.watchbill.kit.mcp.resource.ResourceReader;
import org.watchbill.kit.mcp.resource.ResourceSpec;
import org.watchbill.kit.mcp.resource.TextContents;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;

/** Prompts and resources of every policy over the titles of {@link EntryTools}. */
final class EntryGuides {

    static final AccessPolicy READ = new AccessPolicy("schedule:read", false);
    static final AccessPolicy ADMIN = new AccessPolicy("requests:approve", true);

    private final EntryTools tools;
    private volatile boolean broken;

    EntryGuides(EntryTools tools) {
        this.tools = tools;
    }

    /** From now on, versions cannot be read. */
    void breakDown() {
        broken = true;
    }

    List<Prompt> prompts() {
        return List.of(
                prompt("sort_entries", READ, this::sort),
                prompt("judge_entries", ADMIN, this::sort),
                prompt("fail", READ, (caller, arguments) -> {
                    throw new IllegalStateException("secret detail of the prompt");
                }));
    }

    List<Resource> resources() {
        return List.of(
                new Resource(spec("entry://all", READ), Map.of(), new Titles()),
                new Resource(spec("entry://judged", ADMIN), Map.of(), new Titles()),
                new Resource(spec("entry://fixed", READ), Map.of(), (caller, variables) -> Optional.of("fixed")),
                new Resource(spec("entry://broken", READ), Map.of(), (caller, variables) -> {
                    throw new IllegalStateException("secret detail of the resource");
                }),
                new Resource(spec("entry://refused", READ), Map.of(), (caller, variables) -> {
                    throw new RefusedException(Refusal.of(ErrorCode.FORBIDDEN_ROLE, "Not today"));
                }),
                new Resource(spec("entry://titled/{title}", READ), Map.of("title", this::titles), new BeginningWith()));
    }

    private List<PromptMessage> sort(Caller caller, Map<String, String> arguments) {
        return List.of(
                new PromptMessage.Instruction(
                        "Sort the entries of " + caller.profile().name() + ": " + arguments),
                new PromptMessage.Data(new TextContents("entry://all", "text/plain", "one\ntwo")));
    }

    private static Prompt prompt(String name, AccessPolicy policy, Prompt.Handler handler) {
        Completer order = (caller, typed, others) -> Suggestions.of(List.of(typed + "/"
                + others.getOrDefault("note", "none") + "/" + caller.profile().name()));
        return new Prompt(
                new PromptSpec(
                        name,
                        "The title of " + name,
                        "What " + name + " does",
                        List.of(
                                PromptArgument.required("order", "Order", "By what to sort", order),
                                PromptArgument.optional("note", "Note", "Anything else", Completer.NONE)),
                        policy),
                handler);
    }

    private Suggestions titles(Caller caller, String typed, Map<String, String> others) {
        return Suggestions.of(
                IntStream.rangeClosed(1, 120).mapToObj(i -> typed + i).toList());
    }

    private static ResourceSpec spec(String uri, AccessPolicy policy) {
        return new ResourceSpec(uri, "name of " + uri, "The title", "What it holds", "text/plain", policy);
    }

    /** All titles. */
    private final class Titles implements ResourceReader {

        @Override
        public Optional<String> read(Caller caller, Map<String, String> variables) {
            return Optional.of(String.join("\n", tools.titles()));
        }

        @Override
        public Optional<String> version(Caller caller, Map<String, String> variables) {
            if (broken) {
                throw new IllegalStateException("secret detail of the version");
            }
            return read(caller, variables);
        }
    }

    /** All titles that begin with a text. */
    private final class BeginningWith implements ResourceReader {

        @Override
        public Optional<String> read(Caller caller, Map<String, String> variables) {
            List<String> found = tools.titles().stream()
                    .filter(title -> title.startsWith(variables.getOrDefault("title", "")))
                    .toList();
            return found.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", found));
        }

        @Override
        public Optional<String> version(Caller caller, Map<String, String> variables) {
            return read(caller, variables);
        }
    }
}
