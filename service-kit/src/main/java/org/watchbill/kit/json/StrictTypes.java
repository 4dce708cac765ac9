package org.watchbill.kit.json;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Types that Jackson reads too leniently: those of texts, where it takes numbers and arrays too, and {@code Optional}. */
final class StrictTypes extends SimpleModule {

    private static final int UUID_LENGTH = 36;

    StrictTypes() {
        add(Instant.class, Instant::parse);
        add(LocalDate.class, LocalDate::parse);
        add(LocalTime.class, LocalTime::parse);
        add(LocalDateTime.class, LocalDateTime::parse);
        add(Duration.class, Duration::parse);
        add(ZoneId.class, ZoneId::of);
        add(UUID.class, StrictTypes::uuid);
        add(URI.class, URI::create);
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new StrictOptional.Finder());
    }

    private <T> void add(Class<T> type, Function<String, T> parse) {
        addDeserializer(type, new FromText<>(type, parse));
    }

    private static UUID uuid(String text) {
        if (text.length() != UUID_LENGTH) {
            throw new IllegalArgumentException("A UUID has 36 characters");
        }
        return UUID.fromString(text);
    }

    private static final class FromText<T> extends StdDeserializer<T> {

        private final transient Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(context.constructType(handledType()), parser);
            }
            try {
                return parse.apply(parser.getString());
            } catch (DateTimeException | IllegalArgumentException e) {
                throw context.weirdStringException(parser.getString(), handledType(), "not of its form");
            }
        }
    }
}
