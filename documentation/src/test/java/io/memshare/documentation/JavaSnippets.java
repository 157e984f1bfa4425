package io.memshare.documentation;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles snippets of Java. A snippet is whole types, members of a class, or statements; what it uses beyond the class
 * path is in {@link SnippetContext}. Imports are not shown in snippets and come from here.
 */
final class JavaSnippets {

    private static final List<String> IMPORTS = List.of(
            "static java.util.concurrent.TimeUnit.*",
            "static org.assertj.core.api.Assertions.*",
            "static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.*",
            "io.memshare.*",
            "io.memshare.autoconfigure.*",
            "io.memshare.node.*",
            "io.memshare.session.*",
            "io.memshare.session.config.*",
            "io.memshare.test.autoconfigure.*",
            "jakarta.servlet.http.*",
            "java.security.Principal",
            "java.time.*",
            "java.util.*",
            "java.util.function.*",
            "org.junit.jupiter.api.*",
            "org.springframework.beans.factory.annotation.*",
            "org.springframework.boot.*",
            "org.springframework.boot.resttestclient.autoconfigure.*",
            "org.springframework.boot.test.context.*",
            "org.springframework.boot.test.context.SpringBootTest.WebEnvironment",
            "org.springframework.boot.testcontainers.service.connection.*",
            "org.springframework.boot.webmvc.test.autoconfigure.*",
            "org.springframework.context.annotation.*",
            "org.springframework.context.event.EventListener",
            "org.springframework.security.config.annotation.web.builders.*",
            "org.springframework.security.core.*",
            "org.springframework.security.web.*",
            "org.springframework.session.*",
            "org.springframework.session.events.*",
            "org.springframework.stereotype.*",
            "org.springframework.test.annotation.*",
            "org.springframework.test.web.servlet.*",
            "org.springframework.test.web.servlet.assertj.*",
            "org.springframework.test.web.servlet.client.*",
            "org.springframework.web.bind.annotation.*",
            "org.springframework.web.context.annotation.SessionScope",
            "org.testcontainers.containers.*",
            "org.testcontainers.junit.jupiter.Container",
            "org.testcontainers.junit.jupiter.Testcontainers",
            // wins over types of the same name in the packages above
            "jakarta.servlet.http.Cookie",
            "org.junit.jupiter.api.Test");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Path output;

    JavaSnippets(Path output) {
        this.output = output;
    }

    /** Returns what the compiler says against a snippet in the form that suits it best; empty if it compiles. */
    String errors(Snippet snippet) {
        List<String> errors = forms(snippet.text()).map(this::compile).toList();
        if (errors.contains("")) {
            return "";
        }
        return String.join("\nor\n", errors);
    }

    private static Stream<String> forms(String text) {
        String types = text;
        String members = "class Snippet extends SnippetContext {\n" + text + "\n}";
        String statements = "class Snippet extends SnippetContext {\nvoid run() throws Exception {\n" + text + "\n}\n}";
        return Stream.of(types, members, statements);
    }

    private String compile(String body) {
        StringBuilder source = new StringBuilder("package io.memshare.documentation;\n");
        IMPORTS.forEach(each -> source.append("import ").append(each).append(";\n"));
        body.lines()
                .filter(line -> line.startsWith("import "))
                .forEach(line -> source.append(line).append('\n'));
        body.lines()
                .filter(line -> !line.startsWith("import "))
                .forEach(line -> source.append(line).append('\n'));
        StringWriter said = new StringWriter();
        List<String> options = List.of(
                "-d", output.toString(), "-classpath", System.getProperty("java.class.path"), "-proc:none", "-nowarn");
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        boolean compiles =
                compiler.getTask(said, null, null, options, null, List.of(file)).call();
        return compiles ? "" : said.toString();
    }
}
