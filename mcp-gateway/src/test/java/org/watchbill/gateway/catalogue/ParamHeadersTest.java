package org.watchbill.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.gateway.testing.ToolAnswers;
import tools.jackson.databind.node.ObjectNode;

/** The rules for {@code x-mcp-header} in the transport section of revision 2026-07-28. */
class ParamHeadersTest {

    @Test
    void findsAnnotationsAtAnyDepthOfProperties() {
        List<ParamHeader> found = ParamHeaders.in(schema("""
                'a': {'type':'string','x-mcp-header':'Region'},
                'b': {'type':'object','properties':{'c':{'type':'integer','x-mcp-header':'Deep-Level'}}},
                'x-mcp-header': {'type':'boolean','x-mcp-header':'Flag'},
                'plain': {'type':'number','default':{'x-mcp-header':'none'}}"""));

        assertThat(found)
                .containsExactly(
                        new ParamHeader("Mcp-Param-Region", List.of("a"), ParamHeader.Kind.STRING),
                        new ParamHeader("Mcp-Param-Deep-Level", List.of("b", "c"), ParamHeader.Kind.INTEGER),
                        new ParamHeader("Mcp-Param-Flag", List.of("x-mcp-header"), ParamHeader.Kind.BOOLEAN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'a':{'type':'string','x-mcp-header':''}                                               | no token",
                "'a':{'type':'string','x-mcp-header':'My Region'}                                      | no token",
                "'a':{'type':'string','x-mcp-header':'a:b'}                                            | no token",
                "'a':{'type':'string','x-mcp-header':7}                                                | no token",
                "'a':{'type':'number','x-mcp-header':'A'}                                              | no string",
                "'a':{'type':'array','x-mcp-header':'A'}                                               | no string",
                "'a':{'x-mcp-header':'A'}                                                              | no string",
                "'a':{'type':['string','null'],'x-mcp-header':'A'}                                     | no string",
                "'a':{'type':'string','x-mcp-header':'A'},'b':{'type':'string','x-mcp-header':'a'}     | share",
                "'a':{'type':'array','items':{'type':'string','x-mcp-header':'A'}}                     | properties alone",
                "'a':{'oneOf':[{'type':'string','x-mcp-header':'A'}]}                                  | properties alone",
                "'a':{'if':{'properties':{'b':{'type':'string','x-mcp-header':'A'}}}}                  | properties alone",
                "'a':{'$defs':{'b':{'type':'string','x-mcp-header':'A'}}}                              | properties alone",
                "'a':{'not':{'type':'string','x-mcp-header':'A'}}                                      | properties alone",
                "'a':{'additionalProperties':{'type':'string','x-mcp-header':'A'}}                     | properties alone",
                "'a':{'patternProperties':{'^b':{'type':'string','x-mcp-header':'A'}}}                 | properties alone"
            })
    void refusesWhatTheRevisionForbids(String properties, String reason) {
        assertThatThrownBy(() -> ParamHeaders.in(schema(properties)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAnAnnotationAtTheRoot() {
        ObjectNode schema = schema("").put("type", "string").put("x-mcp-header", "A");

        assertThatThrownBy(() -> ParamHeaders.in(schema)).hasMessageContaining("properties alone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "STRING  | 'eu'             | eu    | true",
                "STRING  | 'eu'             | EU    | false",
                "STRING  | ''               | ~~    | true",
                "STRING  | '42'             | 42.0  | false",
                "INTEGER | 42               | 42    | true",
                "INTEGER | 42               | 42.0  | true",
                "INTEGER | 42.0             | 42    | true",
                "INTEGER | -7               | -7    | true",
                "INTEGER | 42               | 042   | true",
                "INTEGER | 42               | 4.2e1 | false",
                "INTEGER | 42               | 0x2a  | false",
                "INTEGER | 9007199254740993 | 9007199254740992 | false",
                "INTEGER | '42'             | 42    | true",
                "BOOLEAN | true             | true  | true",
                "BOOLEAN | true             | True  | false",
                "STRING  | ['eu']           | eu    | false",
                "STRING  | null             | null  | false",
            })
    void comparesWithTheArgument(ParamHeader.Kind kind, String value, String header, boolean agrees) {
        ObjectNode arguments = ToolAnswers.json("{\"a\":" + value.replace('\'', '"') + "}");

        assertThat(new ParamHeader("Mcp-Param-A", List.of("a"), kind).agrees(header, arguments))
                .isEqualTo(agrees);
    }

    private static ObjectNode schema(String properties) {
        return ToolAnswers.json(
                "{'type':'object','properties':{%s}}".formatted(properties).replace('\'', '"'));
    }
}
