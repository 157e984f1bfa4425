package io.memshare.session.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.serializer.AttributeSerializer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;

class DefaultAttributeSerializerTests {

    @Test
    void storesByFieldsWhereJacksonIs() {
        AttributeSerializer serializer =
                DefaultAttributeSerializer.create(getClass().getClassLoader(), List.of());
        assertThat(serializer.encode("text")).startsWith(1);
    }

    @Test
    void storesInTheJavaFormElsewhere() {
        AttributeSerializer serializer =
                DefaultAttributeSerializer.create(new FilteredClassLoader("tools.jackson"), List.of());
        assertThat(serializer.encode("text")).startsWith(0xAC);
        assertThat(serializer.decode(serializer.encode("text"))).isEqualTo("text");
    }
}
