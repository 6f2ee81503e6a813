package io.registryauth.examples.benchmark.peer;

import io.registryauth.RegistryAuthFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** The web application in a Jetty; a program of its own, whose class path holds what is in the WAR. */
final class EmbeddedProxy {
    private static final String LISTENER = "io.registryauth.proxy.RegistryProxy";

    private EmbeddedProxy() {}

    /** Listens on a port of 127.0.0.1: {@code PORT GUARDED}, where GUARDED is true or false. */
    public static void main(String[] args) throws Exception {
        boolean guarded = Boolean.parseBoolean(args[1]);
        ServletContextListener application = Class.forName(LISTENER)
                .asSubclass(ServletContextListener.class)
                .getConstructor()
                .newInstance();
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addEventListener(new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                ServletContext real = event.getServletContext();
                application.contextInitialized(new ServletContextEvent(guarded ? real : withoutFilter(real)));
            }
        });
        server.setHandler(context);
        server.start();
        server.join();
    }

    /** A context with which another filter is registered in the place of the real one. */
    private static ServletContext withoutFilter(ServletContext real) {
        return (ServletContext) Proxy.newProxyInstance(
                EmbeddedProxy.class.getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, args) -> {
                    if (args != null && args.length == 2 && args[1] instanceof RegistryAuthFilter) {
                        return real.addFilter((String) args[0], everythingIsValid());
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Says of every request what the servlet needs to hear, that its target is valid. */
    private static Filter everythingIsValid() {
        return (request, response, chain) -> {
            request.setAttribute(RegistryAuthFilter.TARGET_ATTRIBUTE, ((HttpServletRequest) request).getRequestURI());
            chain.doFilter(request, response);
        };
    }
}
