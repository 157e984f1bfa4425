package io.memshare.sample.security;

import io.memshare.session.UserSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/**
 * The page "my sessions", for a phone as well: it is as wide as the screen, and buttons are as high as a thumb.
 *
 * @param sessions the sessions of the user
 * @param token protects the forms
 * @param clock the time of day
 */
record MySessionsPage(List<UserSession> sessions, CsrfToken token, Clock clock) {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>My sessions</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 0 auto; padding: 1rem;
                color: #1a1a1a; background: #fff }
            h1 { font-size: 1.5rem }
            ul { list-style: none; padding: 0 }
            li { border: 1px solid #767676; border-radius: .5rem; padding: 1rem; margin: 0 0 1rem;
                overflow-wrap: anywhere }
            li p { margin: 0 0 .5rem }
            button { font: inherit; width: 100%; min-height: 3rem; padding: .5rem 1rem; border: 1px solid #8b0000;
                border-radius: .5rem; background: #fff; color: #8b0000 }
            button:focus-visible { outline: 3px solid #1a5fb4; outline-offset: 2px }
            form { margin: 0 0 1rem }
            li form { margin: 0 }
            </style>
            </head>
            <body>
            <h1>Where I am logged in</h1>
            <ul>
            """;

    String html() {
        String items = sessions.stream().map(this::item).collect(Collectors.joining());
        String others = sessions.size() > 1 ? form("/end-others", "", "Log out all other devices") : "";
        return HEAD + items + "</ul>\n" + others + form("/logout", "", "Log out here") + "</body>\n</html>\n";
    }

    private String item(UserSession session) {
        String device = escaped(session.description().getOrDefault("device", "Unknown device"));
        String address = escaped(session.description().getOrDefault("address", "unknown address"));
        String end = session.current()
                ? "<p><strong>This device</strong></p>\n"
                : form("/end", session.handle(), "Log out " + device);
        return "<li>\n<p><strong>" + device + "</strong><br>" + address + "<br>logged in " + ago(session.created())
                + ", last used " + ago(session.lastUsed()) + "</p>\n" + end + "</li>\n";
    }

    private String ago(Instant instant) {
        long minutes = Math.max(0, Duration.between(instant, clock.instant()).toMinutes());
        if (minutes == 0) {
            return "just now";
        }
        return minutes < 120 ? minutes + " min ago" : minutes / 60 + " h ago";
    }

    /** Returns a form with a button; the label is escaped already. */
    private String form(String action, String handle, String label) {
        String hidden = handle.isEmpty() ? "" : input("handle", handle);
        return "<form method=\"post\" action=\"" + action + "\">" + input(token.getParameterName(), token.getToken())
                + hidden + "<button>" + label + "</button></form>\n";
    }

    private static String input(String name, String value) {
        return "<input type=\"hidden\" name=\"" + escaped(name) + "\" value=\"" + escaped(value) + "\">";
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
