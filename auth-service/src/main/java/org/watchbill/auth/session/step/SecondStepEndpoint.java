package org.watchbill.auth.session.step;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.factor.FindFactors;
import org.watchbill.auth.factor.SecondFactors;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRedirect;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.SessionCookies;
import org.watchbill.auth.session.SignInDoor;

/** {@code /sign-in/second}: the second factor of somebody whose first is proven. */
public final class SecondStepEndpoint {

    private final SecondSteps steps;
    private final AnswerSecondStep answerSecondStep;
    private final FindFactors findFactors;
    private final SessionCookies cookies;
    private final FormGuard guard;
    private final SignInDoor door;

    public SecondStepEndpoint(
            SecondSteps steps,
            AnswerSecondStep answerSecondStep,
            FindFactors findFactors,
            SessionCookies cookies,
            FormGuard guard,
            SignInDoor door) {
        this.steps = steps;
        this.answerSecondStep = answerSecondStep;
        this.findFactors = findFactors;
        this.cookies = cookies;
        this.guard = guard;
        this.door = door;
    }

    public void form(ServerRequest request, ServerResponse response) {
        show(request, response, Status.OK_200, "");
    }

    public void answer(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        guard.requireVisit(request, form);
        AnswerSecondStep.Answer answer = new AnswerSecondStep.Answer(
                method(form.required("factor")), form.optional("proof").orElse(""), form.required("csrf"));
        switch (answerSecondStep.answer(cookies.step(request), answer, door.visitor(request))) {
            case StepDecision.Passed(var user, var methods, var continueTo) -> {
                cookies.dropStep(response);
                door.open(request, response, user, methods, continueTo);
            }
            case StepDecision.Wrong() ->
                show(request, response, Status.BAD_REQUEST_400, "That is not right, or it was used before. Try again.");
            case StepDecision.TooManyAttempts() -> {
                response.header(HeaderNames.RETRY_AFTER, "180");
                show(
                        request,
                        response,
                        Status.TOO_MANY_REQUESTS_429,
                        "Too many attempts. Wait a few minutes and try again.");
            }
            case StepDecision.Gone() -> throw new PageRedirect("/sign-in");
        }
    }

    private void show(ServerRequest request, ServerResponse response, Status status, String problem) {
        SecondSteps.Waiting waiting = steps.find(cookies.step(request)).orElseThrow(() -> new PageRedirect("/sign-in"));
        SecondFactors factors = findFactors.of(waiting.user().id());
        String csrf = guard.visitToken(request, response);
        String challenge = factors.passkeys() > 0 ? steps.challenge(csrf) : "";
        PageEndpoint.send(
                response,
                status,
                new SecondStepPage(csrf, challenge, waiting.user().email(), factors.app(), problem));
    }

    private static SignInMethod method(String factor) {
        return switch (factor) {
            case "app" -> SignInMethod.TOTP;
            case "passkey" -> SignInMethod.PASSKEY;
            case "recovery" -> SignInMethod.RECOVERY_CODE;
            default -> throw new PageRefusal(400, "This answer cannot be read", "Go back and try again.");
        };
    }
}
