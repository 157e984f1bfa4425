package io.memshare.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets clients read and change the attributes of the session. */
@RestController
@RequestMapping("/session/attributes")
final class SessionAttributesController {

    /** Returns all attributes by name; none if there is no session, in which case no session is created. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> all(HttpServletRequest request) {
        Map<String, Object> attributes = new TreeMap<>();
        HttpSession session = request.getSession(false);
        if (session != null) {
            for (String name : Collections.list(session.getAttributeNames())) {
                Object value = session.getAttribute(name);
                if (value != null) {
                    attributes.put(name, value instanceof Number ? value : value.toString());
                }
            }
        }
        return attributes;
    }

    @PutMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(HttpServletRequest request, @PathVariable String name, @RequestParam(defaultValue = "0") String delay)
            throws IOException, InterruptedException {
        AttributeName attribute = AttributeName.parse(name);
        Delay wait = Delay.parse(delay);
        AttributeValue value = AttributeValue.read(request.getInputStream());
        HttpSession session = request.getSession();
        session.getAttribute(attribute.text());
        wait.await();
        session.setAttribute(attribute.text(), value.text());
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(HttpServletRequest request, @PathVariable String name, @RequestParam(defaultValue = "0") String delay)
            throws InterruptedException {
        AttributeName attribute = AttributeName.parse(name);
        Delay wait = Delay.parse(delay);
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.getAttribute(attribute.text());
            wait.await();
            session.removeAttribute(attribute.text());
        }
    }
}
