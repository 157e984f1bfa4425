package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.node.NodeAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.session.SessionRepository;

class MemshareAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(MemshareAutoConfiguration.class, MemshareSessionAutoConfiguration.class));

    @Test
    void withoutAWebOpensTheDoorAndNothingElse() {
        runner.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(Memshare.class)
                .doesNotHaveBean(SessionRepository.class)
                .doesNotHaveBean("memshareAttributeSerializer"));
    }

    @Test
    void startsWithoutTheServletApi() {
        runner.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web", "tools.jackson"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Memshare.class));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void warnsAReactiveApplication(CapturedOutput output) {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(MemshareAutoConfiguration.class, MemshareSessionAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SessionRepository.class));
        assertThat(output.getAll().lines().filter(line -> line.contains("WARN")))
                .filteredOn(line -> line.contains("This is a reactive (WebFlux) application"))
                .hasSize(1);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void warnsNoOtherApplication(CapturedOutput output) {
        runner.run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("reactive");
    }

    @Test
    void backsOffFromADoorOfTheApplication() {
        MemshareSettings own = MemshareSettings.of(List.of(NodeAddress.parse("127.0.0.1:1")));
        runner.withBean("own", Memshare.class, () -> Memshare.open(own))
                .withPropertyValues("memshare.redundancy=7")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBeans(Memshare.class)
                        .containsOnlyKeys("own"));
    }

    @Test
    void takesTheNodesOfTheProperty() {
        runner.withPropertyValues("memshare.nodes=a,b:1")
                .run(context -> assertThat(
                                context.getBean(MemshareConnectionDetails.class).nodes())
                        .containsExactly(NodeAddress.parse("a:11211"), NodeAddress.parse("b:1")));
    }

    @Test
    void connectionDetailsTakeTheNodesOverFromTheProperty() {
        runner.withPropertyValues("memshare.nodes=not a node")
                .withBean(MemshareConnectionDetails.class, () -> () -> List.of(NodeAddress.parse("127.0.0.1:1")))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(MemshareConnectionDetails.class)
                        .hasSingleBean(Memshare.class));
    }

    @Test
    void severalConnectionDetailsAddUp() {
        runner.withPropertyValues("memshare.redundancy=2")
                .withBean("one", MemshareConnectionDetails.class, () -> () -> List.of(NodeAddress.parse("127.0.0.1:1")))
                .withBean("two", MemshareConnectionDetails.class, () -> () -> List.of(NodeAddress.parse("127.0.0.1:2")))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void failsWithTheNameOfTheProperty() {
        runner.withPropertyValues("memshare.redundancy=2")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidMemsharePropertyException.class)
                        .hasMessageContaining("memshare.redundancy"));
    }
}
