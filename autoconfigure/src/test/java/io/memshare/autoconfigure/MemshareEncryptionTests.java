package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Memshare;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.node.Key;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class MemshareEncryptionTests {

    private static final RecordId RECORD = new RecordId("memshare", "session", Key.of("memshare:s:x"));
    private static final byte[] PLAIN = {1, 3};
    private static final String WARNING = "memshare.encryption.keys is not set";

    @TempDir
    private Path directory;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MemshareAutoConfiguration.class))
            .withPropertyValues("memshare.nodes=127.0.0.1:1");

    private static byte[] sealed(ApplicationContext context) {
        return context.getBean(Memshare.class).settings().sealing().envelope().wrap(RECORD, PLAIN);
    }

    private static byte[] opened(ApplicationContext context, byte[] stored) {
        try {
            return context.getBean(Memshare.class)
                    .settings()
                    .sealing()
                    .envelope()
                    .unwrap(RECORD, stored);
        } catch (MalformedRecordException ex) {
            return new byte[0];
        }
    }

    private static List<byte[]> names(ApplicationContext context) {
        return context.getBean(Sealing.class).names("session", PLAIN);
    }

    private byte[] sealedBy(String... properties) {
        byte[][] result = new byte[1][];
        runner.withPropertyValues(properties).run(context -> result[0] = sealed(context));
        return result[0];
    }

    @Test
    void withoutKeysThereIsOneClearWarning(CapturedOutput output) {
        runner.run(context -> assertThat(sealed(context)).isEqualTo(PLAIN));

        assertThat(output.toString().split(WARNING, -1)).hasSize(2);
        assertThat(output).contains("read every session, change it and log in as any user", "openssl rand -base64 32");
    }

    @Test
    void withKeysThereIsNone(CapturedOutput output) {
        runner.withPropertyValues("memshare.encryption.keys=" + Secrets.A, "memshare.encryption.required=true")
                .run(context -> assertThat(sealed(context)).startsWith(0xc1).isNotEqualTo(PLAIN));

        assertThat(output).doesNotContain("memshare.encryption", Secrets.A);
    }

    @Test
    void theFirstKeySealsAndAllOpen() {
        byte[] byA = sealedBy("memshare.encryption.keys=" + Secrets.A);
        byte[] byB = sealedBy("memshare.encryption.keys[0]=" + Secrets.B);

        runner.withPropertyValues("memshare.encryption.keys=" + Secrets.B + "," + Secrets.A)
                .run(context -> {
                    assertThat(sealed(context)).isEqualTo(byB);
                    assertThat(opened(context, byA)).isEqualTo(PLAIN);
                    assertThat(names(context)).hasSize(2);
                });
        runner.withPropertyValues("memshare.encryption.keys=" + Secrets.B, "memshare.encryption.name-keys=" + Secrets.A)
                .run(context -> {
                    assertThat(opened(context, byA)).isEmpty();
                    assertThat(names(context)).hasSize(1);
                });
    }

    @Test
    void plainRecordsAreReadByChoiceAndLoudly(CapturedOutput output) {
        runner.withPropertyValues("memshare.encryption.keys=" + Secrets.A)
                .run(context -> assertThat(opened(context, PLAIN)).isEmpty());
        assertThat(output).doesNotContain("plain-records");

        runner.withPropertyValues("memshare.encryption.keys=" + Secrets.A, "memshare.encryption.plain-records=read")
                .run(context -> {
                    assertThat(opened(context, PLAIN)).isEqualTo(PLAIN);
                    assertThat(sealed(context)).startsWith(0xc1);
                });
        assertThat(output)
                .contains("memshare.encryption.plain-records is read: any client that can connect to a memcached node");

        runner.withPropertyValues("memshare.encryption.keys=" + Secrets.A, "memshare.encryption.plain-records=write")
                .run(context -> assertThat(sealed(context)).isEqualTo(PLAIN));
        assertThat(output).contains("memshare.encryption.plain-records is write", "and read new ones");
    }

    @Test
    void aSealingOfTheApplicationIsUsed() {
        runner.withPropertyValues("memshare.encryption.required=true")
                .withBean(Sealing.class, () -> Sealing.NONE)
                .run(context -> assertThat(
                                context.getBean(Memshare.class).settings().sealing())
                        .isSameAs(Sealing.NONE));
    }

    @Test
    void keysOfAFileChangeWithoutARestart(CapturedOutput output) throws Exception {
        Path file = Files.writeString(directory.resolve("keys.txt"), "# our key\n\n" + Secrets.A + "\n");
        byte[] byA = sealedBy("memshare.encryption.keys=" + Secrets.A);
        byte[] byB = sealedBy("memshare.encryption.keys=" + Secrets.B);

        runner.withPropertyValues("memshare.encryption.key-location=" + file).run(context -> {
            assertThat(sealed(context)).isEqualTo(byA);
            Files.writeString(file, Secrets.B + "\n" + Secrets.A + "\n");
            await().until(() -> Arrays.equals(sealed(context), byB));
            assertThat(opened(context, byA)).isEqualTo(PLAIN);
        });
        assertThat(output).contains("have changed: 2 open, the first one seals").doesNotContain(Secrets.A, Secrets.B);
    }

    @Test
    void keysThatCannotBeUsedChangeNothingAndAreReportedOnce(CapturedOutput output) throws Exception {
        Path file = Files.writeString(directory.resolve("keys"), Secrets.A);
        try (ReloadedKeys keys = ReloadedKeys.start(new KeyLocation(file.toString()))) {
            var before = keys.get();
            Files.writeString(file, Secrets.A + "\nTopSecretTopSecret\n");
            keys.reload();
            keys.reload();
            assertThat(keys.get()).isSameAs(before);
            Files.delete(file);
            keys.reload();
            assertThat(keys.get()).isSameAs(before);
            Files.writeString(file, Secrets.B);
            keys.reload();
            assertThat(keys.get()).isNotEqualTo(before);
        }
        assertThat(output).doesNotContain("TopSecret", Secrets.A, Secrets.B);
        assertThat(output.toString().split("line 2 of keys is no key", -1)).hasSize(2);
        assertThat(output).contains("the former ones still are: it cannot be read (NoSuchFileException)");
    }

    @Test
    void aDirectoryHoldsKeysByTheNamesOfItsFiles() throws Exception {
        Path data = Files.createDirectory(directory.resolve("..data"));
        Files.writeString(data.resolve("key-1"), Secrets.B);
        Files.writeString(data.resolve("key-2"), Secrets.A + "\n");
        Files.writeString(data.resolve("name-key"), Secrets.C);
        for (String name : List.of("key-1", "key-2", "name-key")) {
            Files.createSymbolicLink(directory.resolve(name), Path.of("..data", name));
        }
        Files.writeString(directory.resolve(".hidden"), "no key");
        byte[] byB = sealedBy("memshare.encryption.keys=" + Secrets.B);
        byte[] byA = sealedBy("memshare.encryption.keys=" + Secrets.A);

        runner.withPropertyValues("memshare.encryption.key-location=" + directory, "memshare.encryption.required=true")
                .run(context -> {
                    assertThat(sealed(context)).isEqualTo(byB);
                    assertThat(opened(context, byA)).isEqualTo(PLAIN);
                    assertThat(names(context)).hasSize(1);
                });
    }

    @Test
    void endpointsThatShowEverythingShowNoKey() {
        runner.withConfiguration(AutoConfigurations.of(
                        ConfigurationPropertiesReportEndpointAutoConfiguration.class,
                        EnvironmentEndpointAutoConfiguration.class))
                .withPropertyValues(
                        "management.endpoint.configprops.show-values=always",
                        "management.endpoint.env.show-values=always",
                        "management.endpoints.web.exposure.include=*",
                        "memshare.encryption.keys=" + Secrets.A + "," + Secrets.B,
                        "memshare.encryption.name-keys[0]=" + Secrets.C,
                        "MEMSHARE_ENCRYPTION_KEYS_1=" + Secrets.B)
                .withSystemProperties("memshare.encryption.nameKeys[1]=" + Secrets.B)
                .run(context -> {
                    String shown = JsonMapper.shared()
                                    .writeValueAsString(context.getBean(ConfigurationPropertiesReportEndpoint.class)
                                            .configurationProperties())
                            + JsonMapper.shared()
                                    .writeValueAsString(context.getBean(EnvironmentEndpoint.class)
                                            .environment(null));
                    assertThat(shown)
                            .contains("memshare.encryption", "127.0.0.1:1", "******")
                            .doesNotContain(Secrets.A, Secrets.B, Secrets.C);
                });
    }

    @Test
    void startsWithoutActuator() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void propertiesPrintWithoutKeys() {
        MemshareEncryptionProperties properties =
                new MemshareEncryptionProperties(List.of(Secrets.A), List.of(Secrets.B), null, true, PlainRecords.READ);
        KeyTexts texts = new KeyTexts(KeyTexts.ofProperty("keys", List.of(Secrets.A)), List.of());

        assertThat(properties.toString() + texts + texts.ring())
                .contains("1 keys, 1 name keys")
                .doesNotContain(Secrets.A, Secrets.B);
    }
}
