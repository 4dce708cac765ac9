package org.watchbill.kit.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.std.ReferenceTypeDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.type.ReferenceType;

/** An {@link Optional} that is empty when its member is absent, and refuses null. */
final class StrictOptional extends ReferenceTypeDeserializer<Optional<?>> {

    /** Makes it the reader of every {@link Optional}. */
    static final class Finder extends Deserializers.Base {

        @Override
        public @Nullable ValueDeserializer<?> findReferenceDeserializer(
                ReferenceType type,
                DeserializationConfig config,
                BeanDescription.Supplier description,
                TypeDeserializer contentType,
                ValueDeserializer<?> content) {
            return type.hasRawClass(Optional.class) ? new StrictOptional(type, contentType, content) : null;
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return type.equals(Optional.class);
        }
    }

    private StrictOptional(JavaType type, TypeDeserializer contentType, ValueDeserializer<?> content) {
        super(type, null, contentType, content);
    }

    @Override
    protected ReferenceTypeDeserializer<Optional<?>> withResolved(
            TypeDeserializer contentType, ValueDeserializer<?> content) {
        return new StrictOptional(getValueType(), contentType, content);
    }

    @Override
    public Optional<?> getAbsentValue(DeserializationContext context) {
        return Optional.empty();
    }

    @Override
    public Optional<?> getNullValue(DeserializationContext context) {
        return context.reportInputMismatch(this, "null where a value or nothing belongs");
    }

    @Override
    public Optional<?> referenceValue(Object content) {
        return Optional.of(content);
    }

    @Override
    public Optional<?> updateReference(Optional<?> reference, Object content) {
        return Optional.of(content);
    }

    @Override
    public @Nullable Object getReferenced(Optional<?> reference) {
        return reference.orElse(null);
    }
}
