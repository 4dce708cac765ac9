package org.watchbill.kit.json;

import java.util.Locale;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Names enum constants in lower case, as {@code "admin"} for {@code ADMIN}, unless they are annotated. */
final class LowerCaseEnums extends JacksonAnnotationIntrospector {

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config, AnnotatedClass annotatedClass, Enum<?>[] enumValues, String[] names) {
        String[] found = super.findEnumValues(config, annotatedClass, enumValues, names);
        for (int i = 0; i < enumValues.length; i++) {
            if (found[i] == null) {
                found[i] = enumValues[i].name().toLowerCase(Locale.ROOT);
            }
        }
        return found;
    }
}
