package io.memshare.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every relative link of the pages leads to a file that is there, and to a heading in it; the index leads to every
 * page.
 */
class LinkTests {

    private static final Pattern LINK = Pattern.compile("(?<!`)]\\(([^)\\s:]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");

    private static List<String> links(Path page) {
        String prose = FENCED.matcher(Snippet.read(page)).replaceAll("");
        return LINK.matcher(prose).results().map(link -> link.group(1)).toList();
    }

    /** Returns the names under which a page's headings can be linked to. */
    static List<String> anchors(String page) {
        return HEADING.matcher(FENCED.matcher(page).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(target)
                && (parts.length == 1 || anchors(Snippet.read(target)).contains(parts[1]));
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path page : Snippet.pages()) {
            links(page).stream()
                    .filter(link -> !leadsSomewhere(page, link))
                    .forEach(link -> broken.add(page + " -> " + link));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void theIndexLeadsToEveryPage() {
        Path index = Snippet.ROOT.resolve("docs").resolve("README.md");
        List<String> linked =
                links(index).stream().map(link -> link.replaceFirst("#.*", "")).toList();
        List<String> pages = Snippet.pages().stream()
                .filter(page -> page.startsWith(Snippet.ROOT.resolve("docs")) && !page.equals(index))
                .map(page -> index.getParent().relativize(page).toString())
                .toList();
        assertThat(linked).containsAll(pages);
    }

    @Test
    void anAnchorIsMadeOfItsHeadingAsTheHostOfTheProjectDoes() {
        assertThat(anchors("# Spring Security's `maximumSessions`\n\n```sh\n# no heading\n```\n## From plain to"
                        + " sealed, and back\n"))
                .containsExactly("spring-securitys-maximumsessions", "from-plain-to-sealed-and-back");
    }

    @Test
    void aLinkToNothingIsFound() {
        Path page = Snippet.ROOT.resolve("docs").resolve("limits.md");
        assertThat(leadsSomewhere(page, "security.md#keys")).isTrue();
        assertThat(leadsSomewhere(page, "nowhere.md")).isFalse();
        assertThat(leadsSomewhere(page, "security.md#nowhere")).isFalse();
    }
}
