package org.watchbill.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.testing.ToolAnswers;
import tools.jackson.databind.node.ObjectNode;

class InputRequestRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'method':'elicitation/create'}                           | {'elicitation':{}}",
                "{'method':'elicitation/create','params':{'mode':'form'}}  | {'elicitation':{'form':{}}}",
                "{'method':'elicitation/create','params':{'mode':'url'}}   | {'elicitation':{'url':{}}}",
                "{'method':'sampling/createMessage'}                       | {'sampling':{}}",
                "{'method':'roots/list'}                                   | {'roots':{}}"
            })
    void aDeclaredCapabilityMayBeUsed(String request, String capabilities) {
        assertThat(InputRequestRules.unmet(asked(request), tree(capabilities))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'method':'elicitation/create'}                         | {}                           | {'elicitation':{'form':{}}}",
                "{'method':'elicitation/create'}                         | {'elicitation':{'url':{}}}   | {'elicitation':{'form':{}}}",
                "{'method':'elicitation/create','params':{'mode':'url'}} | {'elicitation':{}}           | {'elicitation':{'url':{}}}",
                "{'method':'sampling/createMessage'}                     | {'elicitation':{}}           | {'sampling':{}}",
                "{'method':'roots/list'}                                 | {'sampling':{}}              | {'roots':{}}"
            })
    void anyOtherMayNot(String request, String capabilities, String required) {
        RpcError error =
                InputRequestRules.unmet(asked(request), tree(capabilities)).orElseThrow();

        assertThat(error.code()).isEqualTo(-32021);
        assertThat(error.data().orElseThrow().path("requiredCapabilities")).isEqualTo(tree(required));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'inputRequests':{}}                     | true",
                "{'requestState':'s'}                     | true",
                "{'inputRequests':{},'requestState':'s'}  | true",
                "{}                                       | false",
                "{'inputRequests':[]}                     | false",
                "{'inputRequests':[],'requestState':'s'}  | false",
                "{'inputRequests':{},'requestState':{}}   | false"
            })
    void aQuestionHasRequestsOrState(String body, boolean question) {
        assertThat(InputRequestRules.isQuestion(tree(body))).isEqualTo(question);
    }

    private static ObjectNode asked(String request) {
        return tree("{'inputRequests':{'k':" + request + "}}");
    }

    private static ObjectNode tree(String text) {
        return ToolAnswers.json(text.replace('\'', '"'));
    }
}
