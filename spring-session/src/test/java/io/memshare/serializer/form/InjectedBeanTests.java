package io.memshare.serializer.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.serializer.AttributeSerializationException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.annotation.SessionScope;

/** Beans of the application that are injected into a value, such as a session scoped bean. */
class InjectedBeanTests {

    private final FormSerializer serializer = FormSerializer.builder()
            .allowTypes(Arrays.stream(InjectedBeanTests.class.getDeclaredClasses())
                    .map(Class::getName)
                    .toList())
            .build();

    @Service
    static class Prices {
        int factor = 2;
    }

    @RestController
    static class Pages {}

    @Configuration
    static class Settings {}

    @Component
    @Scope("singleton")
    static class Explicit {}

    @Service
    static class KeptService implements Serializable {
        private static final long serialVersionUID = 1L;
        int factor = 2;
    }

    @Component
    @Scope("prototype")
    static class Wizard {
        int page = 1;
    }

    @Component
    @SessionScope
    static class Basket {
        List<Object> items = new ArrayList<>();
        Object injected;
        transient Prices looked = new Prices();
    }

    static List<Object> singletons() {
        return List.of(new Prices(), new Pages(), new Settings(), new Explicit());
    }

    @ParameterizedTest
    @MethodSource("singletons")
    void areRefusedInAValue(Object bean) {
        Basket basket = new Basket();
        basket.injected = bean;
        String message = " is a bean of the application, and a copy would take its place: mark the field transient, or"
                + " look the bean up";
        assertThatThrownBy(() -> serializer.encode(basket))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessage(bean.getClass().getTypeName() + ", which is injected of " + Basket.class.getTypeName() + ","
                        + message);
        assertThatThrownBy(() -> serializer.encode(Map.of("k", new ArrayList<>(List.of(bean)))))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void areKeptAsTheValueItselfAsBefore() {
        Prices prices = new Prices();
        prices.factor = 3;
        assertThat(((Prices) serializer.decode(serializer.encode(prices))).factor)
                .isEqualTo(3);
    }

    @Test
    void areKeptIfTheyAreOfAnotherScope() {
        Basket basket = new Basket();
        Wizard wizard = new Wizard();
        wizard.page = 2;
        basket.injected = wizard;
        basket.items.add(new Basket());
        Basket decoded = (Basket) serializer.decode(serializer.encode(basket));
        assertThat(((Wizard) decoded.injected).page).isEqualTo(2);
        assertThat(decoded.items).hasOnlyElementsOfType(Basket.class);
    }

    @Test
    void areKeptInTheJavaFormIfTheyAreSerializable() {
        KeptService service = new KeptService();
        service.factor = 3;
        byte[] bytes = serializer.encode(new ArrayList<>(List.of(service)));
        assertThat(((KeptService) ((List<?>) serializer.decode(bytes)).get(0)).factor)
                .isEqualTo(3);
    }
}
