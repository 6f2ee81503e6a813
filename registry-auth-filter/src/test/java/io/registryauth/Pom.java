package io.registryauth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What this module is built from, as its POM and its parent's say it. */
record Pom(Element project, Element parent) {

    record Dependency(String group, String artifact, String scope) {
        /** Whether whoever depends on this module gets it as well. */
        boolean isCarried() {
            return scope.equals("compile");
        }
    }

    static Pom read() throws Exception {
        return new Pom(root(Path.of("pom.xml")), root(Path.of("..", "pom.xml")));
    }

    List<Dependency> dependencies() {
        List<Dependency> dependencies = new ArrayList<>();
        for (Element dependency : children(children(project, "dependencies").get(0), "dependency")) {
            String scope = text(dependency, "scope");
            dependencies.add(new Dependency(
                    text(dependency, "groupId"), text(dependency, "artifactId"), scope.isEmpty() ? "compile" : scope));
        }
        return dependencies;
    }

    /** The oldest version that the build tests with; where it names none, the only one. */
    String oldest(Dependency dependency) {
        Element managed = children(children(parent, "dependencyManagement").get(0), "dependencies")
                .get(0);
        String version = children(managed, "dependency").stream()
                .filter(candidate -> text(candidate, "artifactId").equals(dependency.artifact()))
                .map(candidate -> text(candidate, "version"))
                .findFirst()
                .orElseThrow();
        String property = version.substring("${".length(), version.length() - "}".length());
        String oldest = property(property.replace(".version", ".oldest"));
        return oldest.isEmpty() ? property(property) : oldest;
    }

    private String property(String name) {
        return text(children(parent, "properties").get(0), name);
    }

    private static Element root(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
    }

    private static String text(Element element, String child) {
        List<Element> found = children(element, child);
        return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
    }

    private static List<Element> children(Element element, String name) {
        NodeList nodes = element.getChildNodes();
        List<Element> children = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element child && child.getTagName().equals(name)) {
                children.add(child);
            }
        }
        return children;
    }
}
