package io.memshare.acceptance.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What visitors do, each with a browser of his own. */
final class Scenarios {

    private static final int CLICKS = 100;

    private static final int PARALLEL_REQUESTS = 256;

    private static final int STREAMS = 20;

    private final Site site;

    private Scenarios(Site site) {
        this.site = site;
    }

    /** A scenario; fails with an error. */
    interface Scenario {
        void play() throws Exception;
    }

    static Map<String, Scenario> of(Site site) {
        Scenarios scenarios = new Scenarios(site);
        Map<String, Scenario> all = new LinkedHashMap<>();
        scenarios.addLogins(all);
        scenarios.addPages(all);
        scenarios.addLate(all);
        scenarios.addFailures(all);
        return all;
    }

    private void addLogins(Map<String, Scenario> all) {
        all.put("form login with the application's own user", this::formLogin);
        all.put("login with a Long as principal", () -> loginAs("5", "any", "Long 5"));
        all.put("login gives the session a new id", this::newId);
        all.put("logout ends the session on every server", this::logout);
        all.put("saved request", this::savedRequest);
        all.put("remember me", this::rememberMe);
        all.put("OpenID Connect", this::openIdConnect);
        all.put("authorized client of OAuth2", this::authorizedClient);
        all.put("failed login: wrong password", () -> failedLogin("alice", "Bad credentials"));
        all.put("failed login: locked", () -> failedLogin("locked", "User account is locked"));
        all.put("failed login: disabled", () -> failedLogin("disabled", "User is disabled"));
        all.put(
                "failed login: the application's own exception",
                () -> failedLogin("lapsed", "membership lapsed in 2025"));
        all.put(
                "failed login: a cause that cannot be stored",
                () -> failedLogin("unstorable", "membership lapsed in 2024"));
    }

    private void addPages(Map<String, Scenario> all) {
        all.put("form without its CSRF token", this::forged);
        all.put("form over several pages", this::formOverPages);
        all.put("flash message", this::flashMessage);
        all.put("flash message with the errors of a form", this::flashErrors);
        all.put("100 clicks on a bean of the session", this::clicks);
        all.put("bean of the session with @PreDestroy", this::basket);
        all.put("list that is changed where it lies", this::changedInPlace);
        all.put("uploaded file", this::upload);
        all.put("new id without a login", this::renewed);
        all.put("256 requests of all sorts at once", this::manyAtOnce);
    }

    private void addLate(Map<String, Scenario> all) {
        all.put("page that is answered later", this::answeredLater);
        all.put("long poll", this::longPoll);
        all.put("long poll of a session that ended on another server", this::longPollOfAnEndedSession);
        all.put("server-sent events", this::events);
    }

    private void addFailures(Map<String, Scenario> all) {
        all.put("page that fails", this::failingPage);
        all.put("attribute that cannot be stored", this::unstorable);
    }

    private void formLogin() {
        Browser visitor = site.visitor();
        HttpResponse<String> response = visitor.login("alice", "secret", Map.of());
        assertThat(visitor.follow(response).body()).isEqualTo("alice Customer 1");
        assertOnBothServers(visitor, "alice Customer 1");
    }

    private void loginAs(String name, String password, String shown) {
        Browser visitor = site.visitor();
        assertThat(visitor.login(name, password, Map.of()).statusCode()).isEqualTo(302);
        assertOnBothServers(visitor, shown);
    }

    private static void assertOnBothServers(Browser visitor, String shown) {
        for (int i = 0; i < 4; i++) {
            assertThat(visitor.read("/me")).isEqualTo(shown);
        }
    }

    private void newId() {
        Browser visitor = site.visitor();
        visitor.read("/set/a?value=b");
        String before = visitor.cookie("SESSION");
        visitor.login("alice", "secret", Map.of());
        assertThat(visitor.cookie("SESSION")).isNotEqualTo(before);
        assertThat(visitor.read("/get/a")).isEqualTo("b");
        Browser other = site.visitor();
        other.setCookie("SESSION", before);
        assertThat(other.read("/me")).isEqualTo("nobody");
    }

    private void logout() {
        Browser visitor = site.visitor();
        visitor.login("alice", "secret", Map.of());
        String id = visitor.cookie("SESSION");
        visitor.post("/logout", Map.of());
        visitor.setCookie("SESSION", id);
        assertOnBothServers(visitor, "nobody");
    }

    private void savedRequest() {
        Browser visitor = site.visitor();
        HttpResponse<String> refused = visitor.get("/my/page?tag=a%20b");
        assertThat(refused.statusCode()).isEqualTo(302);
        assertThat(refused.headers().firstValue("Location").orElse("")).contains("/login");
        HttpResponse<String> response = visitor.login("alice", "secret", Map.of());
        assertThat(response.headers().firstValue("Location").orElse("")).contains("/my/page?tag=a%20b");
        assertThat(visitor.follow(response).body()).startsWith("page a b");
    }

    private void rememberMe() {
        Browser visitor = site.visitor();
        visitor.login("alice", "secret", Map.of("remember-me", "on"));
        String first = visitor.cookie("SESSION");
        visitor.forget("SESSION");
        assertOnBothServers(visitor, "alice Customer 1");
        assertThat(visitor.cookie("SESSION")).isNotNull().isNotEqualTo(first);
    }

    private Browser loggedInByProvider() {
        Browser visitor = site.visitor();
        HttpResponse<String> form = visitor.follow(visitor.get("/oauth2/authorization/idp"));
        assertThat(form.body()).contains("username");
        Map<String, String> fields = Browser.with(Map.of(), "carol", "password");
        HttpResponse<String> page =
                visitor.follow(visitor.post(form.uri().toString(), fields, Browser.hiddenToken(form.body())));
        assertThat(page.body()).startsWith("carol of http://127.0.0.1:");
        return visitor;
    }

    private void openIdConnect() {
        Browser visitor = loggedInByProvider();
        assertOnBothServers(visitor, visitor.read("/me"));
    }

    private void authorizedClient() {
        Browser visitor = loggedInByProvider();
        for (int i = 0; i < 4; i++) {
            assertThat(visitor.read("/my/token")).isEqualTo("carol shop Bearer");
        }
    }

    private void failedLogin(String name, String message) {
        Browser visitor = site.visitor();
        visitor.read("/set/a?value=b");
        HttpResponse<String> response = visitor.login(name, "wrong", Map.of());
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location").orElse("")).endsWith("/login?error");
        for (int i = 0; i < 2; i++) {
            assertThat(visitor.read("/login?error")).contains("Invalid credentials");
            assertThat(visitor.read("/why")).isEqualTo(message);
        }
        assertThat(visitor.read("/get/a")).isEqualTo("b");
    }

    private void forged() {
        Browser visitor = site.visitor();
        visitor.read("/set/a?value=b");
        HttpResponse<String> response = visitor.post("/basket", Map.of("article", "hat"), "forged");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("The shop's own page for 4xx");
        assertThat(visitor.post("/basket", Map.of("article", "hat")).statusCode())
                .isEqualTo(200);
    }

    private void formOverPages() {
        Browser visitor = site.visitor();
        visitor.read("/order");
        assertThat(visitor.post("/order", Map.of("article", "shirt")).body()).isEqualTo("shirt null");
        assertThat(visitor.post("/order", Map.of("count", "2")).body()).isEqualTo("shirt 2");
        assertThat(visitor.read("/order")).isEqualTo("shirt 2");
        assertThat(visitor.post("/order/send", Map.of()).statusCode()).isEqualTo(302);
        assertThat(visitor.read("/order")).isEqualTo("null null");
    }

    private void flashMessage() {
        Browser visitor = site.visitor();
        visitor.post("/order", Map.of("article", "shirt"));
        HttpResponse<String> response = visitor.post("/order/send", Map.of());
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(visitor.read("/other")).isEqualTo("message: null");
        assertThat(visitor.read("/sent?page=1")).isEqualTo("message: null");
        assertThat(visitor.follow(response).body()).isEqualTo("message: sent shirt");
        assertThat(visitor.read("/sent?page=2")).isEqualTo("message: null");
    }

    private void flashErrors() {
        Browser visitor = site.visitor();
        HttpResponse<String> response = visitor.follow(visitor.post("/order/check", Map.of("article", "shirt")));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("shirt: ")
                .contains("shirt is sold out")
                .endsWith("{article=hat}");
    }

    /** Without the proxy, whose way would give a server time to save after it has answered. */
    private void clicks() {
        Browser visitor = site.visitor();
        visitor.read("/set/a?value=b");
        List<Browser> servers = List.of(visitor.at(site.server(0)), visitor.at(site.server(1)));
        for (int i = 1; i <= CLICKS; i++) {
            assertThat(servers.get(i % 2).read("/click")).isEqualTo(Integer.toString(i));
        }
    }

    private void basket() {
        Browser visitor = site.visitor();
        visitor.post("/basket", Map.of("article", "shirt"));
        visitor.post("/basket", Map.of("article", "hat"));
        assertThat(visitor.post("/basket", Map.of("article", "shoe")).body()).isEqualTo("[\"shirt\",\"hat\",\"shoe\"]");
    }

    private void changedInPlace() {
        Browser visitor = site.visitor();
        for (int i = 1; i <= 10; i++) {
            assertThat(visitor.read("/append")).isEqualTo(Integer.toString(i));
        }
    }

    private void upload() {
        Browser visitor = site.visitor();
        assertThat(visitor.upload("/upload", "a.txt", "content").statusCode()).isEqualTo(200);
        assertThat(visitor.read("/get/uploaded")).isEqualTo("a.txt 7");
    }

    private void renewed() {
        Browser visitor = site.visitor();
        visitor.read("/set/a?value=b");
        String before = visitor.cookie("SESSION");
        visitor.read("/renew");
        assertThat(visitor.cookie("SESSION")).isNotEqualTo(before);
        assertThat(visitor.read("/get/a")).isEqualTo("b");
        assertThat(visitor.read("/get/renewed")).isEqualTo("x");
    }

    /** Sixteen at a time, through both servers, in one session. */
    private void manyAtOnce() throws InterruptedException {
        Browser visitor = site.visitor();
        visitor.login("alice", "secret", Map.of());
        String token = visitor.read("/csrf");
        Set<String> wrong = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        for (int i = 0; i < PARALLEL_REQUESTS; i++) {
            int number = i;
            threads.execute(() -> {
                HttpResponse<String> response = anyRequest(visitor, number, token);
                if (response.statusCode() >= 400) {
                    wrong.add(response.uri() + " answered " + response.statusCode() + ": " + response.body());
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        assertThat(wrong).isEmpty();
        assertThat(lostOf(visitor)).isEmpty();
        assertOnBothServers(visitor, "alice Customer 1");
    }

    private static HttpResponse<String> anyRequest(Browser visitor, int number, String token) {
        return switch (number % 8) {
            case 0 -> visitor.get("/set/a" + number + "?value=" + number);
            case 1 -> visitor.get("/click");
            case 2 -> visitor.get("/append");
            case 3 -> visitor.post("/basket", Map.of("article", "hat"), token);
            case 4 -> visitor.post("/order/check", Map.of("article", "shirt"), token);
            case 5 -> visitor.get("/my/page?tag=a");
            case 6 -> visitor.get("/later");
            default -> visitor.get("/names");
        };
    }

    /** The attributes that were set, each by one request, and are not there. */
    private static List<String> lostOf(Browser visitor) {
        return IntStream.range(0, PARALLEL_REQUESTS)
                .filter(number -> number % 8 == 0)
                .filter(number -> !visitor.read("/get/a" + number).equals(Integer.toString(number)))
                .mapToObj(Integer::toString)
                .toList();
    }

    private void answeredLater() {
        Browser visitor = site.visitor();
        assertThat(visitor.read("/later")).startsWith("answered by");
        assertThat(visitor.read("/get/before")).isEqualTo("x");
        assertThat(visitor.read("/get/after")).isEqualTo("y");
    }

    private void longPoll() throws Exception {
        assertThat(polled("longPoll", visitor -> {})).isEqualTo("present");
    }

    private void longPollOfAnEndedSession() throws Exception {
        assertThat(polled("ended", visitor -> visitor.at(site.server(1)).post("/logout", Map.of())))
                .isEqualTo("none");
    }

    /** Polls on the first server, does something else meanwhile, and tells whether the answer still saw its session. */
    private String polled(String prefix, Consumer<Browser> meanwhile) throws Exception {
        String name = prefix + System.nanoTime();
        Browser visitor = site.visitor();
        visitor.login("alice", "secret", Map.of());
        Browser first = visitor.at(site.server(0));
        CompletableFuture<HttpResponse<String>> answer = first.getLater("/wait?name=" + name);
        Browser observer = new Browser(site.server(0));
        while (!observer.read("/waiting?name=" + name).equals("true")) {
            Thread.onSpinWait();
        }
        meanwhile.accept(visitor);
        observer.read("/release?name=" + name);
        HttpResponse<String> response = answer.get(1, TimeUnit.MINUTES);
        assertThat(response.body()).isEqualTo("released");
        return response.headers().firstValue("X-Session").orElse("not told");
    }

    private void events() {
        Browser visitor = site.visitor();
        String all =
                IntStream.range(0, 50).mapToObj(i -> "data:event " + i + "\n\n").collect(Collectors.joining());
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            HttpResponse<String> response = visitor.get("/events?count=50");
            if (response.statusCode() != 200 || !response.body().equals(all)) {
                broken.add(response.statusCode() + ": " + response.body());
            }
        }
        assertThat(broken).isEmpty();
        assertThat(visitor.read("/get/listening")).isEqualTo("51");
    }

    private void failingPage() {
        Browser visitor = site.visitor();
        HttpResponse<String> response = visitor.get("/fail");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("The shop's own page for 500");
        assertThat(visitor.read("/get/before")).isEqualTo("the failure");
    }

    private void unstorable() {
        Browser visitor = site.visitor();
        visitor.read("/set/a?value=b");
        HttpResponse<String> response = visitor.get("/unstorable");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("The shop's own page for 500");
        assertThat(visitor.read("/get/a")).isEqualTo("b");
        assertThat(visitor.read("/get/unstorable")).isEqualTo("null");
        assertThat(visitor.read("/get/storable")).isEqualTo("x");
        assertThat(visitor.read("/names")).isEqualTo("[]");
    }
}
