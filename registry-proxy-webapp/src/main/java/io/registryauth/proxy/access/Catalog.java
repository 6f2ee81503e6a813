package io.registryauth.proxy.access;

import io.registryauth.proxy.exchange.Upstream;
import io.registryauth.proxy.user.CommandException;
import io.registryauth.registry.RepositoryName;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The names of all repositories of a registry, read page by page (distribution's {@code _catalog}). */
public final class Catalog {
    private static final String PATH = "/v2/_catalog";
    private static final int PAGE = 1000;
    private static final int MAX_REPOSITORIES = 1_000_000;
    private static final Duration PAGE_LIMIT = Duration.ofSeconds(60);
    private static final Pattern NEXT = Pattern.compile("<[^<>?]*\\?([^<>#]*)>\\s*;\\s*rel=\"?next\"?");

    private final Upstream upstream;
    private final HttpClient client;

    private Catalog(Upstream upstream) {
        this.upstream = upstream;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(upstream.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                // the proxy itself goes straight to its upstream, too
                .proxy(HttpClient.Builder.NO_PROXY);
        if (upstream.tls() != null) {
            builder.sslContext(upstream.tls());
        }
        client = builder.build();
    }

    /**
     * The catalog of the upstream that the settings name.
     *
     * @param problems receives everything that is wrong
     * @return empty when something is
     */
    public static Optional<Catalog> of(Settings settings, Problems problems) {
        return Upstream.of(settings, problems).map(Catalog::new);
    }

    /**
     * Reads it.
     *
     * @return in the registry's order
     * @throws CommandException when the registry does not answer with it, or it has more than a million names
     */
    public List<String> names() throws CommandException {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String query = "n=" + PAGE;
        while (query != null) {
            if (!seen.add(query) || names.size() > MAX_REPOSITORIES) {
                throw unusable("goes on without end; give the repositories as arguments");
            }
            HttpResponse<byte[]> page = get(query);
            List<String> found = names(page);
            names.addAll(found);
            // one without names is the last, or there might be no end
            query = found.isEmpty() ? null : next(page);
        }
        return names;
    }

    private List<String> names(HttpResponse<byte[]> page) throws CommandException {
        try {
            List<String> names = CatalogPage.names(page.body());
            for (String name : names) {
                if (!RepositoryName.isValid(name)) {
                    throw unusable("holds the name of no repository: " + name);
                }
            }
            return names;
        } catch (IOException e) {
            throw unusable("is not what a registry answers; is this its URL?");
        }
    }

    /** What asks for the page behind this one. Whatever its link leads to, the next one is asked of the same registry. */
    private static @Nullable String next(HttpResponse<byte[]> page) {
        for (String link : page.headers().allValues("Link")) {
            Matcher next = NEXT.matcher(link);
            if (next.find()) {
                return next.group(1);
            }
        }
        return null;
    }

    private HttpResponse<byte[]> get(String query) throws CommandException {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(URI.create(upstream.base() + PATH + "?" + query));
        } catch (IllegalArgumentException e) {
            throw unusable("has a link that is no URL: " + query);
        }
        if (upstream.authorization() != null) {
            request.header("Authorization", upstream.authorization());
        }
        HttpResponse<byte[]> response = send(request.build());
        switch (response.statusCode()) {
            case 200 -> {
                return response;
            }
            case 401, 403 ->
                throw unusable("is refused (" + response.statusCode()
                        + "); name a file with the registry's credentials as --upstream-credentials");
            case 404 -> throw unusable("is not there (404); give the repositories as arguments");
            default -> throw unusable("is answered with " + response.statusCode());
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws CommandException {
        CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(request, CatalogPage::body);
        try {
            return response.get(PAGE_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw unusable("did not come within " + PAGE_LIMIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw unusable(reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable("was not waited for");
        } finally {
            response.cancel(true);
        }
    }

    private static String reason(@Nullable Throwable e) {
        if (e instanceof ConnectException) {
            return "cannot be asked for: the registry does not accept connections";
        }
        if (e instanceof SSLException) {
            return "cannot be asked for: " + e.getMessage()
                    + "; name the certificates that the registry's own was issued by as --upstream-ca";
        }
        return "cannot be read: " + e;
    }

    private CommandException unusable(String what) {
        return new CommandException(List.of("the catalog " + upstream.base() + PATH + " " + what));
    }
}
