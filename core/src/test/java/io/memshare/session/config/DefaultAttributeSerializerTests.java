package io.memshare.session.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.serializer.JdkAttributeSerializer;
import io.memshare.serializer.JsonAttributeSerializer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;

class DefaultAttributeSerializerTests {

    @Test
    void isJsonWhereJacksonIs() {
        assertThat(DefaultAttributeSerializer.create(getClass().getClassLoader(), List.of()))
                .isInstanceOf(JsonAttributeSerializer.class);
    }

    @Test
    void isTheSerializationOfTheJdkElsewhere() {
        assertThat(DefaultAttributeSerializer.create(new FilteredClassLoader("tools.jackson"), List.of()))
                .isInstanceOf(JdkAttributeSerializer.class);
    }
}
