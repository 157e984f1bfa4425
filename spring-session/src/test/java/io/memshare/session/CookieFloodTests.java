package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.TestKeys;
import io.memshare.session.web.StoreUnavailableFilter;
import io.memshare.testkit.Hang;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Clients that send cookies of any content and number through the filters of an application, on real nodes. */
@Isolated("It counts the objects of the whole JVM")
class CookieFloodTests {

    private static final int REQUESTS = 100_000;
    private static final int CLIENTS = 8;
    /** Far below what one object for each request would come to, and above what goes on in the background. */
    private static final int FEW = REQUESTS / 20;

    private Cluster cluster;
    private MemshareSessionRepository repository;
    private StoreUnavailableFilter outer;
    private SessionRepositoryFilter<MemshareSession> sessions;

    @BeforeEach
    void start() {
        cluster = Cluster.of(3);
        MemshareSettings settings = cluster.settings().toBuilder()
                .timeout(Hang.LIMIT)
                .sealing(TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.A))
                .build();
        Memshare app = cluster.app(settings, InstantSource.system());
        repository = new MemshareSessionRepository(app, SharedSessions.VALUES);
        outer = new StoreUnavailableFilter();
        sessions = new SessionRepositoryFilter<>(repository);
        sessions.setHttpSessionIdResolver(
                new SavedSessionIdResolver(SessionStamps.of(app).sentBy(new CookieHttpSessionIdResolver())));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** Returns the user of the session that a cookie leads to, or null. */
    private Object user(String cookie, String stamp) throws Exception {
        return user(new Cookie("SESSION", cookie), new Cookie("SESSION-STAMP", stamp));
    }

    private Object user(Cookie... cookies) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(cookies);
        MockHttpServletResponse response = new MockHttpServletResponse();
        Object[] user = new Object[1];
        FilterChain application = (req, res) -> {
            HttpSession session = ((HttpServletRequest) req).getSession(false);
            user[0] = session == null ? null : session.getAttribute("user");
        };
        outer.doFilter(request, response, (req, res) -> sessions.doFilter(req, res, application));
        assertThat(response.getStatus()).isEqualTo(200);
        return user[0];
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An id that nobody has, text of a protocol, bytes, or 8 kB, which is what Tomcat takes. */
    private static String cookie(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> base64(new UUID(random.nextLong(), random.nextLong()).toString());
            case 1 -> base64("x\r\nset memshare:s:" + random.nextLong() + " 0 0 1\r\nx\r\n");
            case 2 -> "not base64: " + random.nextLong();
            case 3 -> base64(Long.toString(random.nextLong(), 36).repeat(random.nextInt(20)));
            default -> base64("x".repeat(random.nextInt(64) == 0 ? 6000 : 40) + random.nextLong());
        };
    }

    private void flood(int requests) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> floods = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            SplittableRandom random = new SplittableRandom(client);
            floods.add(clients.submit(() -> {
                for (int i = 0; i < requests / CLIENTS; i++) {
                    assertThat(user(cookie(random), "x".repeat(random.nextInt(300))))
                            .isNull();
                }
                return null;
            }));
        }
        for (Future<?> flood : floods) {
            flood.get();
        }
        clients.shutdown();
    }

    private Set<String> sessionKeys(int node) {
        return Cluster.sessionKeys(cluster.server(node));
    }

    private long total(String counter) {
        long total = 0;
        for (int node = 0; node < cluster.size(); node++) {
            total += cluster.server(node).counter(counter);
        }
        return total;
    }

    /** The live objects of each of our own classes, and strings, by the JVM's own count after a collection. */
    private static Map<String, Long> liveObjects() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        Map<String, Long> counts = new TreeMap<>();
        for (String line : histogram.split("\n", -1)) {
            String[] words = line.strip().split(" +");
            if (words.length >= 4 && (words[3].startsWith("io.memshare.") || words[3].equals("java.lang.String"))) {
                counts.put(words[3], Long.parseLong(words[1]));
            }
        }
        return counts;
    }

    @Test
    void leavesNothingInMemoryNorInMemcachedAndCostsALookUpEach() throws Exception {
        flood(REQUESTS / 10);
        Map<String, Long> before = liveObjects();
        long items = total("curr_items");
        long gets = total("cmd_get");

        flood(REQUESTS);

        assertThat(total("curr_items") - items).isLessThanOrEqualTo(cluster.size());
        for (int node = 0; node < cluster.size(); node++) {
            assertThat(sessionKeys(node)).isEmpty();
        }
        assertThat(total("cmd_get") - gets).isLessThanOrEqualTo((long) REQUESTS * cluster.size() + FEW);
        assertThat(liveObjects())
                .containsKey("java.lang.String")
                .allSatisfy((type, count) -> assertThat(count - before.getOrDefault(type, 0L))
                        .as(type)
                        .isLessThan(FEW));
    }

    @Test
    void looksUpNoMoreThanEightCookiesOfARequest() throws Exception {
        long gets = total("cmd_get");
        Cookie[] cookies = new Cookie[700];
        Arrays.setAll(cookies, number -> new Cookie("SESSION", base64("x" + number)));
        assertThat(user(cookies)).isNull();
        assertThat(total("cmd_get") - gets).isLessThanOrEqualTo((8L + 2) * cluster.size());
    }

    @Test
    void findsASessionByTheOneFormOfItsIdOnly() throws Exception {
        String id = SharedSessions.saved(repository, "user", "victim");
        String sent = base64(id);
        assertThat(user(sent, "")).isEqualTo("victim");

        for (String form : List.of(
                id,
                id.replace("-", ""),
                "\"" + sent + "\"",
                sent + "=",
                sent + "%3D",
                sent.toLowerCase(Locale.ROOT),
                sent.substring(0, sent.length() - 1),
                base64(sent),
                base64(id + "\u0000"),
                base64(id + " "),
                base64("\ufeff" + id),
                base64(id.toUpperCase(Locale.ROOT)),
                base64("{" + id + "}"),
                base64(id + ";" + id),
                base64(id.replace('-', '\u2010')),
                base64(new SessionKeys("memshare", TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.A))
                        .of(id)
                        .text()))) {
            assertThat(user(form, "")).as(form).isNull();
        }
    }
}
