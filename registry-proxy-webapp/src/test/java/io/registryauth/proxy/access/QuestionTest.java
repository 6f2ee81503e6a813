package io.registryauth.proxy.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {
    @ParameterizedTest
    @CsvSource({
        "alice pull team/app,                         GET,    team/app, PULL",
        "alice push team/app,                         PUT,    team/app, PUSH",
        "alice delete team/app,                       DELETE, team/app, DELETE",
        "alice catalog,                               GET,            , CATALOG",
        "push PUT /v2/team/app/manifests/1.2,         PUT,    team/app, PUSH",
        "alice HEAD /v2/team/app/manifests/1.2?ns=x,  HEAD,   team/app, PULL"
    })
    void understandsActionsAndRequests(String words, String method, String repository, Action action) {
        Question question = of(words, false);
        AccessRequest request = question.target().accessRequest();

        assertThat(question.user()).isEqualTo(words.substring(0, words.indexOf(' ')));
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.accesses()).containsExactly(new Access(repository, action));
    }

    @Test
    void withoutCredentialsNoUserStandsFirst() {
        assertThat(of("pull team/app", true).user()).isNull();
        assertThat(of("catalog", true).target().accessRequest().path()).isEqualTo("/v2/_catalog");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | name the user, or give --anonymous for requests without credentials",
                "alice | say who wants to do what: USER pull REPOSITORY, USER catalog, or USER GET PATH",
                "alice pull a b | say who wants to do what: USER pull REPOSITORY, USER catalog, or USER GET PATH",
                "alice pul team/app | pul: there is no such action; did you mean pull?; the path of a request begins with /",
                "alice psuh | psuh: there is no such action; did you mean push?",
                "alice PUT v2/x | PUT: there is no such action; the path of a request begins with /",
                "alice pull | name the repository: pull REPOSITORY",
                "alice catalog team | catalog is about the whole registry; leave team out",
                "alice pull Team/app:1 | Team/app:1 is not the name of a repository: lower-case letters and digits, with"
                        + " . _ __ or - between them, in parts between /, and without a tag",
                "alice GET /v2//x | GET /v2//x is refused with 400: the path has an empty segment",
                "alice get /v2/ | get /v2/ is refused with 405: a registry has no such method; it knows GET, HEAD, POST,"
                        + " PUT, PATCH, DELETE",
                "\ufffdlice pull a | the user's name is not text in this process's locale; run the command with"
                        + " LC_ALL=C.UTF-8"
            })
    void saysWhatItDoesNotUnderstand(String words, String problem) {
        assertThatThrownBy(() -> of(words, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    private static Question of(String words, boolean anonymous) {
        return Question.of(List.of(Pattern.compile(" ").split(words)), anonymous);
    }
}
