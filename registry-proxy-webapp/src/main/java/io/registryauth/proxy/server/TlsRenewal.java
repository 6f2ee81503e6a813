package io.registryauth.proxy.server;

import io.registryauth.settings.Problems;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the TLS files have changed, and serves what stands in them then; each run is one look. It compares
 * contents, so that it is all the same whether a file was replaced, rewritten, or a link to it switched.
 *
 * <p>What cannot be served leaves the old in place. It is reported when a second look finds the same, since two files do
 * not change at the same moment, and it is reported once.
 */
final class TlsRenewal implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(TlsRenewal.class);

    private final TlsFiles files;
    private final Consumer<TlsIdentity> serve;
    private TlsFiles.Content served;
    private List<String> problems = List.of();
    private boolean reported;

    /**
     * @param served what is served now
     * @param serve changes to another identity, for the connections to come
     */
    TlsRenewal(TlsFiles files, TlsFiles.Content served, Consumer<TlsIdentity> serve) {
        this.files = files;
        this.served = served;
        this.serve = serve;
    }

    @Override
    public synchronized void run() {
        try {
            look();
        } catch (RuntimeException e) {
            // Whatever it was, the next look must take place.
            log.atError().setCause(e).log("tls-renewal-failed");
        }
    }

    private void look() {
        Problems found = new Problems();
        TlsFiles.Content content = files.read(found);
        if (!content.equals(served)) {
            TlsIdentity.parse(files, content, found).ifPresent(identity -> renew(content, identity));
        }
        report(found.messages());
    }

    private void renew(TlsFiles.Content content, TlsIdentity identity) {
        serve.accept(identity);
        served = content;
        log.atInfo()
                .addKeyValue("subject", identity.certificate().getSubjectX500Principal())
                .addKeyValue("until", identity.certificate().getNotAfter().toInstant())
                .log("tls-renewed");
    }

    private void report(List<String> found) {
        if (!found.equals(problems)) {
            problems = found;
            reported = false;
        } else if (!reported) {
            reported = true;
            for (String problem : found) {
                log.atError()
                        .addKeyValue("problem", problem)
                        .addKeyValue("serving", "the certificate from before")
                        .log("tls-renewal-refused");
            }
        }
    }
}
