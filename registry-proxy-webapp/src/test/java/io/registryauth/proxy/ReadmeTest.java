package io.registryauth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.Setting;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What README.md claims holds. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SETTINGS =
            Pattern.compile("<!-- settings: [^>]*-->\n(.*)<!-- end of settings -->", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

    private static String readme;

    @TempDir
    private Path folder;

    @BeforeAll
    static void readReadme() throws Exception {
        readme = Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void theTableOfSettingsIsTheOneThatTheHelpIsMadeOf() {
        String table = ProxySettings.TABLE.stream()
                .map(ReadmeTest::row)
                .collect(Collectors.joining("\n", "| setting | default | means |\n| --- | --- | --- |\n", "\n"));

        Matcher matcher = SETTINGS.matcher(readme);
        assertThat(matcher.find()).isTrue();
        assertThat(matcher.group(1)).isEqualTo("\n" + table + "\n");
    }

    @Test
    void theSettingOfTheFilterAloneIsNamed() {
        assertThat(readme).contains("`" + FilterSettings.KEEP_AUTHORIZATION.name() + "`");
    }

    @Test
    void theFlagsInItsCommandsExist() {
        List<String> flags = ProxySettings.TABLE.stream()
                .map(setting -> "--" + setting.name())
                .toList();
        Matcher command = Pattern.compile("java \\S+ -jar registry-proxy-webapp.war((?:.|\\\\\n)*)\n")
                .matcher(readme);

        assertThat(command.find()).isTrue();
        assertThat(Pattern.compile("--[a-z-]+").matcher(command.group(1)).results())
                .extracting(result -> result.group())
                .isNotEmpty()
                .allMatch(flags::contains);
        assertThat(Pattern.compile("REGAUTH_([A-Z_]+)=").matcher(readme).results())
                .extracting(result ->
                        "--" + result.group(1).toLowerCase(Locale.ROOT).replace('_', '-'))
                .isNotEmpty()
                .allMatch(flags::contains);
    }

    @Test
    void itsJavaCompiles() throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = List.of("-d", folder.toString(), "-Xlint:all", "-Werror");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            boolean compiled = compiler.getTask(
                            null, files, diagnostics, options, null, List.of(source(snippet("java"))))
                    .call();

            assertThat(compiled).as("%s", diagnostics.getDiagnostics()).isTrue();
        }
    }

    @Test
    void itsDependencyIsTheJarOfThisVersion() throws Exception {
        Document pom = parse(Files.readString(ROOT.resolve("registry-auth-filter/pom.xml")));
        Document dependency = parse(snippet("xml", "<dependency>"));

        assertThat(texts(dependency, "groupId"))
                .containsExactly(texts(pom, "groupId").get(0));
        assertThat(texts(dependency, "artifactId"))
                .containsExactly(texts(pom, "artifactId").get(1));
        assertThat(texts(dependency, "version"))
                .containsExactly(texts(pom, "version").get(0));
    }

    @Test
    void itsWebXmlNamesTheFilterAndItsInitParams() throws Exception {
        String xml = snippet("xml", "<filter>");
        Document document = parse("<web-app>" + xml + "</web-app>");

        assertThat(texts(document, "filter-class")).containsExactly("io.registryauth.RegistryAuthFilter");
        assertThat(texts(document, "param-name")).isNotEmpty().allMatch(name -> FilterSettings.TABLE.stream()
                .map(Setting::name)
                .anyMatch(name::equals));
    }

    @Test
    void itsCommandsAndLinksLeadSomewhere() {
        assertThat(List.of("examples/quickstart/run.sh", ".ci/test.sh"))
                .allMatch(readme::contains)
                .allSatisfy(command -> assertThat(ROOT.resolve(command)).isExecutable());
        assertThat(LINK.matcher(readme).results())
                .extracting(result -> result.group(1))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
    }

    private static String row(Setting<?> setting) {
        String defaultText = setting.defaultText();
        return "| `--" + setting.name() + " " + setting.placeholder().replace("|", "\\|") + "` | "
                + (defaultText == null ? "" : "`" + defaultText + "`") + " | "
                + (ProxySettings.STANDALONE.contains(setting) ? "[java -jar] " : "") + setting.description() + " |";
    }

    private static JavaFileObject source(String text) {
        return new SimpleJavaFileObject(URI.create("string:///Guard.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static String snippet(String language, String... beginnings) {
        Pattern fence =
                Pattern.compile("```" + language + "\n(" + String.join("", beginnings) + ".*?)```", Pattern.DOTALL);
        Matcher matcher = fence.matcher(readme);
        assertThat(matcher.find()).as("a snippet in %s", language).isTrue();
        return matcher.group(1);
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<String> texts(Document document, String element) {
        NodeList nodes = document.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
