package io.memshare.documentation;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Checks the dependencies that snippets for Maven and Gradle name: memshare's are modules of the BOM, in this version
 * or the last one released.
 */
final class DependencySnippets {

    private static final Pattern KOTLIN = Pattern.compile("\\w+\\(\"([^:\"]+):([^:\"]+):([^:\"]+)\"\\)");

    private static final Pattern RELEASED = Pattern.compile("(?m)^## (\\d+\\.\\d+\\.\\d+)");

    private final List<String> published = new ArrayList<>();
    private final List<String> versions = new ArrayList<>();

    DependencySnippets() throws Exception {
        Document bom = parse(Snippet.read(Snippet.ROOT.resolve("bom").resolve("pom.xml")));
        versions.add(text(bom.getDocumentElement(), "version"));
        // guides stay at the last release while the next version is being made
        RELEASED.matcher(Snippet.read(Snippet.ROOT.resolve("CHANGELOG.md")))
                .results()
                .map(release -> release.group(1))
                .findFirst()
                .ifPresent(versions::add);
        published.add(text(bom.getDocumentElement(), "artifactId"));
        NodeList dependencies = bom.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            published.add(text((Element) dependencies.item(i), "artifactId"));
        }
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String text(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    /** Returns what is wrong with a snippet of a POM. */
    List<String> maven(Snippet snippet) throws Exception {
        NodeList dependencies =
                parse("<snippet>" + snippet.text() + "</snippet>").getElementsByTagName("dependency");
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element each = (Element) dependencies.item(i);
            check(faults, text(each, "groupId"), text(each, "artifactId"), text(each, "version"));
        }
        return dependencies.getLength() == 0 ? List.of("there is no dependency in it") : faults;
    }

    /** Returns what is wrong with the dependencies of a build script for Gradle. */
    List<String> gradle(Snippet snippet) {
        List<String> faults = new ArrayList<>();
        List<String> lines =
                snippet.text().lines().filter(line -> !line.isBlank()).toList();
        for (String line : lines) {
            var dependency = KOTLIN.matcher(line);
            if (dependency.find()) {
                check(faults, dependency.group(1), dependency.group(2), dependency.group(3));
            } else {
                faults.add("this is no dependency: " + line);
            }
        }
        return faults;
    }

    private void check(List<String> faults, String group, String artifact, String named) {
        if (!group.equals("io.memshare")
                || !published.contains(artifact)
                || !(named.isEmpty() || versions.contains(named))) {
            faults.add("%s:%s:%s is not published from here".formatted(group, artifact, named));
        }
    }
}
