package io.memshare.acceptance.kinds;

import io.memshare.acceptance.shop.Accounts;
import io.memshare.acceptance.shop.Beans;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpSessionEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.ui.ModelMap;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MimeType;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.MapBindingResult;
import org.springframework.validation.ObjectError;
import org.springframework.validation.support.BindingAwareModelMap;
import org.springframework.web.context.request.DestructionCallbackBindingListener;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.util.HttpSessionMutexListener;
import org.springframework.web.util.WebUtils;
import org.springframework.webflow.conversation.impl.ConversationContainer;
import org.springframework.webflow.core.collection.LocalAttributeMap;

/** What Spring Framework, Spring Data and Web Flow put into a session, or applications take from them. */
final class SpringKinds {

    private SpringKinds() {}

    static void addTo(Kinds kinds) {
        values(kinds);
        flash(kinds);
        forms(kinds);
        kinds.add(
                "spring: PageRequest", () -> PageRequest.of(1, 20, Sort.by("a").descending()));
        kinds.add(
                "spring: Sort",
                () -> Sort.by(
                        Sort.Order.asc("a").ignoreCase(), Sort.Order.desc("b").nullsLast()));
        kinds.add("spring: PageImpl", () -> new PageImpl<>(new ArrayList<>(List.of("a")), PageRequest.of(0, 20), 1));
        kinds.add(
                "spring: DestructionCallbackBindingListener",
                () -> new DestructionCallbackBindingListener(new Accounts.Farewell("x")));
        kinds.add("spring: mutex of a session", () -> {
            MockHttpSession session = new MockHttpSession();
            new HttpSessionMutexListener().sessionCreated(new HttpSessionEvent(session));
            return session.getAttribute(WebUtils.SESSION_MUTEX_ATTRIBUTE);
        });
        kinds.add("web flow: ConversationContainer", () -> new ConversationContainer(5, "webflow"));
        kinds.add("web flow: LocalAttributeMap", () -> new LocalAttributeMap<>(new HashMap<>(Map.of("a", 1L))));
    }

    private static void values(Kinds kinds) {
        kinds.add("spring: HttpStatus", () -> HttpStatus.CONFLICT);
        kinds.add("spring: HttpMethod", () -> HttpMethod.PATCH);
        kinds.add("spring: HttpMethod of one's own", () -> HttpMethod.valueOf("PURGE"));
        kinds.add("spring: MediaType", () -> MediaType.parseMediaType("text/html;charset=utf-8;q=0.5"));
        kinds.add("spring: MimeType", () -> MimeType.valueOf("image/*"));
        kinds.add("spring: HttpHeaders", () -> {
            HttpHeaders headers = new HttpHeaders();
            headers.add("Accept", "text/html");
            headers.add("Accept", "text/plain");
            return headers;
        });
        kinds.add("spring: Cookie", () -> {
            Cookie cookie = new Cookie("name", "value");
            cookie.setPath("/");
            cookie.setMaxAge(5);
            cookie.setAttribute("SameSite", "Lax");
            return cookie;
        });
        kinds.add("spring: LinkedMultiValueMap", () -> {
            LinkedMultiValueMap<String, Object> map = new LinkedMultiValueMap<>();
            map.add("a", 1L);
            map.add("a", "x");
            return map;
        });
        kinds.add("spring: LinkedCaseInsensitiveMap", () -> {
            Map<String, Object> map = new LinkedCaseInsensitiveMap<>();
            map.put("Name", 1L);
            return map;
        });
        kinds.add("spring: ProblemDetail", () -> {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "x");
            problem.setType(URI.create("https://shop.example/conflict"));
            problem.setProperty("order", 5L);
            return problem;
        });
        kinds.add("spring: ResponseEntity", () -> ResponseEntity.ok("x"));
        kinds.add("spring: ByteArrayResource", () -> new ByteArrayResource(new byte[] {1}));
        kinds.add("spring: DataSize", () -> DataSize.ofMegabytes(5));
        kinds.add("spring: ModelMap", () -> new ModelMap("a", new Beans.Plain("x", 1)));
        kinds.add("spring: BindingAwareModelMap", () -> {
            BindingAwareModelMap model = new BindingAwareModelMap();
            model.addAttribute("a", 1L);
            return model;
        });
        kinds.add(
                "spring: DefaultMessageSourceResolvable",
                () -> new DefaultMessageSourceResolvable(new String[] {"a", "b"}, new Object[] {1L, "x"}, "default"));
    }

    private static void flash(Kinds kinds) {
        kinds.add("spring: FlashMap", () -> flash(Map.of("message", "saved")));
        kinds.add(
                "spring: list of FlashMaps",
                () -> new CopyOnWriteArrayList<>(
                        List.of(flash(Map.of("message", "saved")), flash(Map.of("order", new Beans.Plain("x", 1))))));
        kinds.add(
                "spring: FlashMap with a form and its errors",
                () -> flash(
                        Map.of("form", new Beans.Plain("x", 1), BindingResult.MODEL_KEY_PREFIX + "form", errors())));
    }

    private static void forms(Kinds kinds) {
        kinds.add("spring: BeanPropertyBindingResult", SpringKinds::errors);
        kinds.add(
                "spring: BeanPropertyBindingResult without errors",
                () -> new BeanPropertyBindingResult(new Beans.Plain(), "form"));
        kinds.add("spring: MapBindingResult", () -> {
            MapBindingResult errors = new MapBindingResult(new HashMap<>(Map.of("a", 1L)), "form");
            errors.reject("bad", new Object[] {5L}, "not good");
            return errors;
        });
        kinds.add(
                "spring: FieldError",
                () -> new FieldError("form", "name", "x y", true, new String[] {"bad.name"}, new Object[] {1L}, "bad"));
        kinds.add("spring: ObjectError", () -> new ObjectError("form", "bad"));
    }

    private static FlashMap flash(Map<String, Object> attributes) {
        FlashMap map = new FlashMap();
        map.putAll(attributes);
        map.setTargetRequestPath("/orders");
        map.addTargetRequestParam("page", "2");
        map.setExpirationTime(4_000_000_000_000L);
        return map;
    }

    private static BindingResult errors() {
        BindingResult errors = new BeanPropertyBindingResult(new Beans.Plain("x", 1), "form");
        errors.rejectValue("name", "taken", new Object[] {"x", 5L}, "is taken");
        errors.reject("stale");
        return errors;
    }
}
