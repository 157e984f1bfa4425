package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The BOM has no parent, so nothing but this test keeps it in step with the modules. */
class BomTests {

    private static final Path ROOT = Path.of("..");
    private static final Set<String> NOT_FOR_USERS =
            Set.of("bom", "testkit", "sample-app", "sample-security", "acceptance", "documentation");
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    private static Document pom(String directory) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(directory).resolve("pom.xml").toFile());
    }

    private static List<String> texts(Document pom, String path) throws XPathExpressionException {
        NodeList found = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().strip());
        }
        return texts;
    }

    @Test
    void theVersionIsThatOfTheModules() throws Exception {
        assertThat(texts(pom("bom"), "/project/version")).isEqualTo(texts(pom("."), "/project/version"));
    }

    @Test
    void whatIsSaidAboutTheProjectAndThePluginsOfTheReleaseAreThoseOfTheModules() throws Exception {
        Document bom = pom("bom");
        Document parent = pom(".");
        for (String element : List.of("url", "licenses", "developers", "scm")) {
            assertThat(texts(bom, "/project/" + element)).isNotEmpty().isEqualTo(texts(parent, "/project/" + element));
        }
        for (String plugin : texts(bom, "//profile//plugin/artifactId")) {
            String version = "//plugin[artifactId='%s']/version".formatted(plugin);
            assertThat(texts(bom, version)).as(plugin).isNotEmpty().isEqualTo(texts(parent, version));
        }
    }

    @Test
    void everyModuleForUsersIsInTheBomWithTheVersionOfTheBom() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (String module : texts(pom("."), "/project/modules/module")) {
            if (!NOT_FOR_USERS.contains(module)) {
                expected.addAll(texts(pom(module), "/project/artifactId"));
            }
        }
        Document bom = pom("bom");
        String managed = "/project/dependencyManagement/dependencies/dependency/";

        assertThat(texts(bom, managed + "artifactId")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(texts(bom, managed + "version")).hasSameSizeAs(expected).containsOnly("${project.version}");
    }
}
