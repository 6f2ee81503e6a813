package io.registryauth.proxy.exchange;

import io.registryauth.proxy.origin.BaseUrl;
import io.registryauth.proxy.pem.PemCertificates;
import io.registryauth.proxy.pem.PemException;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.reload.FileContent;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes the upstream of the settings, with the files that they name. */
final class UpstreamSettings {
    private UpstreamSettings() {}

    /** The upstream; empty when something is wrong, which is noted then. */
    static Optional<Upstream> read(Settings settings, Problems problems) {
        Optional<BaseUrl> base = settings.find(ProxySettings.UPSTREAM);
        Optional<Path> ca = settings.find(ProxySettings.UPSTREAM_CA);
        if (ca.isPresent() && base.isPresent() && !base.get().origin().secure()) {
            problems.add(ProxySettings.UPSTREAM_CA + ": does nothing while the upstream is " + base.get()
                    + ", which is not https");
        }
        Optional<SSLContext> trust = ca.flatMap(file -> trust(file, problems));
        Optional<String> authorization =
                settings.find(ProxySettings.UPSTREAM_CREDENTIALS).flatMap(file -> authorization(file, problems));
        Optional<PoolLimits> pool =
                settings.find(ProxySettings.UPSTREAM_CONNECTIONS).map(PoolLimits::of);
        return base.flatMap(url -> settings.find(ProxySettings.UPSTREAM_CONNECT_TIMEOUT)
                .flatMap(connect -> settings.find(ProxySettings.UPSTREAM_IDLE_TIMEOUT)
                        .flatMap(idle -> pool.map(limits -> new Upstream(
                                url, trust.orElse(null), authorization.orElse(null), connect, idle, limits)))));
    }

    private static Optional<SSLContext> trust(Path file, Problems problems) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : PemCertificates.parse(Files.readAllBytes(file))) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return Optional.of(context);
        } catch (PemException | GeneralSecurityException e) {
            problems.add(ProxySettings.UPSTREAM_CA + ": " + file + ": " + e.getMessage());
        } catch (IOException e) {
            problems.add(ProxySettings.UPSTREAM_CA + ": " + FileContent.problem(file, e));
        }
        return Optional.empty();
    }

    /** The value of an Authorization header. No message quotes the file: it holds a password. */
    private static Optional<String> authorization(Path file, Problems problems) {
        try {
            String line = Files.readString(file).stripTrailing();
            if (line.indexOf(':') >= 1 && line.chars().noneMatch(Character::isISOControl)) {
                return Optional.of(
                        "Basic " + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)));
            }
            problems.add(ProxySettings.UPSTREAM_CREDENTIALS + ": " + file + " is not one line user:password");
        } catch (CharacterCodingException e) {
            problems.add(ProxySettings.UPSTREAM_CREDENTIALS + ": " + file + " is not UTF-8");
        } catch (IOException e) {
            problems.add(ProxySettings.UPSTREAM_CREDENTIALS + ": " + unreadableCredentials(file, e));
        }
        return Optional.empty();
    }

    /** Does not quote the credentials of somebody who gave them in the place of the file's name. */
    private static String unreadableCredentials(Path file, IOException e) {
        return file.toString().indexOf(':') < 0
                ? FileContent.problem(file, e)
                : "there is no such file; give the name of a file that holds user:password";
    }
}
