package io.registryauth.proxy.server;

import io.registryauth.proxy.exchange.BodySink;
import io.registryauth.proxy.exchange.RegistryProxyServlet;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;

/** Answers at once, late, when it is told to, or not at all. */
final class TestApplication implements ServletContextListener {
    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final CountDownLatch held = new CountDownLatch(1);
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletRegistration.Dynamic registration = event.getServletContext().addServlet("test", new Answers());
        registration.setAsyncSupported(true);
        registration.addMapping("/*");
    }

    /** Waits until a request for {@code /held} has begun its answer. */
    void awaitHeld() throws InterruptedException {
        held.await();
    }

    void release() {
        released.complete(null);
    }

    private final class Answers extends HttpServlet {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            switch (request.getRequestURI()) {
                case "/slow" -> {
                    AsyncContext async = request.startAsync();
                    async.setTimeout(0);
                    LATER.execute(() -> finish(async, response, "late"));
                }
                case "/held" -> {
                    AsyncContext async = request.startAsync();
                    async.setTimeout(0);
                    response.getOutputStream().print("who");
                    response.flushBuffer();
                    CompletableFuture<Void> unused = released.thenRunAsync(() -> finish(async, response, "le"));
                    held.countDown();
                }
                case "/url" ->
                    response.getOutputStream().print(request.getRequestURL() + " secure=" + request.isSecure());
                case "/direct" -> {
                    Object source = request.getAttribute(RegistryProxyServlet.REQUEST_BODY_ATTRIBUTE);
                    Object sink = request.getAttribute(RegistryProxyServlet.RESPONSE_BODY_ATTRIBUTE);
                    response.getOutputStream()
                            .print("read=" + (source instanceof Content.Source) + " write="
                                    + (sink instanceof BodySink));
                }
                case "/fails" -> throw new IllegalStateException("a secret of the server");
                default -> response.getOutputStream().print("hello");
            }
        }

        private void finish(AsyncContext async, HttpServletResponse response, String text) {
            try {
                response.getOutputStream().print(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                async.complete();
            }
        }
    }
}
