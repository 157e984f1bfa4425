package io.memshare.serializer.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.jdk.StoredCause;
import io.memshare.serializer.shopping.Trap;
import jakarta.annotation.PreDestroy;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.CommonAnnotationBeanPostProcessor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DataBinder;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;
import org.springframework.web.context.request.DestructionCallbackBindingListener;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.context.request.SessionScope;
import org.springframework.web.servlet.FlashMap;
import org.springframework.webflow.execution.repository.snapshot.SerializedFlowExecutionSnapshot;

/** What frameworks put into a session by themselves. */
class FrameworkValueTests {

    private static final FormSerializer SERIALIZER = FormSerializer.builder()
            .allowTypes(List.of(
                    FrameworkValueTests.Basket.class.getName(), FrameworkValueTests.OddException.class.getName()))
            .build();

    private static Object again(Object value) {
        return SERIALIZER.decode(SERIALIZER.encode(value));
    }

    @Test
    void flashMapsKeepTheirTarget() {
        FlashMap flash = new FlashMap();
        flash.put("message", "saved");
        flash.setTargetRequestPath("/orders");
        flash.addTargetRequestParam("page", "2");
        flash.startExpirationPeriod(180);
        assertThat(again(new CopyOnWriteArrayList<>(List.of(flash)))).isEqualTo(List.of(flash));
    }

    @Test
    void theErrorsOfAFormAreKept() {
        BeanPropertyBindingResult result = new BeanPropertyBindingResult(new Basket(), "basket");
        result.rejectValue("name", "required", "a name");
        result.reject("empty");
        BeanPropertyBindingResult decoded = (BeanPropertyBindingResult) again(result);
        assertThat(decoded.getAllErrors()).isEqualTo(result.getAllErrors());
        assertThat(decoded.getFieldValue("name")).isEqualTo("apples");
    }

    /** A form with constraints of a field with flags, and of the whole. */
    public static class Form implements Serializable {

        private static final long serialVersionUID = 1L;

        private int age;

        @Pattern(regexp = "[a-z]+", flags = Pattern.Flag.CASE_INSENSITIVE) private String name = "";

        @Size(min = 2, max = 5) private String town = "";

        public int getAge() {
            return age;
        }

        public void setAge(int age) {
            this.age = age;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public String getTown() {
            return town;
        }

        public void setTown(String town) {
            this.town = town;
        }
    }

    /** A constraint of the whole form, which its validator never accepts. */
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = NeverComplete.class)
    @interface Complete {
        String message() default "incomplete";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** The validator of {@link Complete}. */
    public static class NeverComplete implements ConstraintValidator<Complete, Object> {
        @Override
        public boolean isValid(Object value, ConstraintValidatorContext context) {
            return false;
        }
    }

    /** A form that is never complete. */
    @Complete
    public static class Whole extends Form {
        private static final long serialVersionUID = 1L;
    }

    /** The attributes of constraints have no {@code equals}. */
    private static List<String> texts(BindingResult errors) {
        return errors.getAllErrors().stream()
                .map(error ->
                        error.getClass() + Arrays.deepToString(new Object[] {error.getCodes(), error.getArguments()}))
                .toList();
    }

    @Test
    void theErrorsOfDataBindingAndOfValidatorsAreKept() {
        DataBinder binder = new DataBinder(new Whole(), "form");
        binder.bind(new MutablePropertyValues(Map.of("age", "old", "name", "1", "town", "x")));
        try (ValidatorFactory validators = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            binder.setValidator(new SpringValidatorAdapter(validators.getValidator()));
            binder.validate();
        }
        BindingResult result = binder.getBindingResult();
        assertThat(result.getAllErrors()).hasSize(4);
        FormSerializer forms = FormSerializer.builder()
                .allowTypes(List.of(Form.class.getName(), Whole.class.getName()))
                .build();
        BindingResult decoded = (BindingResult) forms.decode(forms.encode(result));
        assertThat(texts(decoded)).isEqualTo(texts(result));
        assertThat(decoded.getFieldValue("age")).isEqualTo("old");
    }

    @Test
    void typesOfTheWebAreKept() {
        LinkedMultiValueMap<String, String> map = new LinkedMultiValueMap<>(Map.of("a", List.of("b", "c")));
        for (Object value :
                List.of(HttpStatus.NOT_FOUND, MediaType.APPLICATION_JSON, ProblemDetail.forStatus(404), map)) {
            assertThat(again(value)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void anOidcUserIsKeptWithTheUrlOfItsIssuer(Serialization serialization) throws Exception {
        URL issuer = URI.create("https://issuer.invalid").toURL();
        OidcIdToken token = new OidcIdToken(
                "token", Instant.EPOCH, Instant.MAX, Map.of("sub", "jane", "iss", issuer, "aud", List.of("shop")));
        DefaultOidcUser user = new DefaultOidcUser(List.of(), token);
        SecurityContextImpl context = new SecurityContextImpl(new OAuth2AuthenticationToken(user, List.of(), "idp"));
        FormSerializer serializer =
                FormSerializer.builder().serialization(serialization).build();
        assertThat(serializer.decode(serializer.encode(context))).isEqualTo(context);
    }

    @Test
    void urlsAreHashedWithoutAskingTheNameService() throws Exception {
        URL url = URI.create("http://host.invalid/x").toURL();
        Map<?, ?> decoded = (Map<?, ?>) again(new HashMap<>(Map.of(url, 1)));
        URL key = (URL) decoded.keySet().iterator().next();
        assertThat(key).isEqualTo(url).hasToString("http://host.invalid/x");
        assertThat(url).isEqualTo(key);
        URL literal = URI.create("https://127.0.0.1:9443/a?b#c").toURL();
        assertThat(again(literal)).isEqualTo(literal).hasSameHashCodeAs(literal);
    }

    /** A session scoped bean. */
    public static class Basket implements Serializable {

        private static final long serialVersionUID = 1L;

        private static int destroyed;

        private String name = "apples";

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        @PreDestroy
        void end() {
            destroyed++;
        }
    }

    private static MockHttpSession withScopedBean() {
        DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
        factory.addBeanPostProcessor(new CommonAnnotationBeanPostProcessor());
        factory.registerScope("session", new SessionScope());
        RootBeanDefinition definition = new RootBeanDefinition(Basket.class);
        definition.setScope("session");
        factory.registerBeanDefinition("basket", definition);
        MockHttpServletRequest request = new MockHttpServletRequest();
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            factory.getBean("basket");
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
        return (MockHttpSession) request.getSession();
    }

    @Test
    void aSessionScopedBeanIsDestroyedOnAnotherServerToo() {
        String name = ServletRequestAttributes.DESTRUCTION_CALLBACK_NAME_PREFIX + "basket";
        Object callback = withScopedBean().getAttribute(name);
        assertThat(callback).isInstanceOf(DestructionCallbackBindingListener.class);
        DestructionCallbackBindingListener decoded = (DestructionCallbackBindingListener) again(callback);
        int before = Basket.destroyed;
        decoded.valueUnbound(null);
        assertThat(Basket.destroyed).isEqualTo(before + 1);
    }

    @Test
    void theCallbackOfABeanThatIsNotOfTheApplicationIsRefused() throws Exception {
        Object callback =
                withScopedBean().getAttribute(ServletRequestAttributes.DESTRUCTION_CALLBACK_NAME_PREFIX + "basket");
        Object adapter = content(callback, "destructionCallback");
        set(adapter, "bean", new File("/etc/passwd"));
        byte[] bytes = stream(callback);
        assertThatThrownBy(() -> SERIALIZER.decode(bytes))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("would call a method of a bean that is not of the application");
        assertThatThrownBy(() -> SERIALIZER.encode(callback)).isInstanceOf(AttributeSerializationException.class);
    }

    private static Object content(Object object, String name) throws ReflectiveOperationException {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }

    private static void set(Object object, String name, Object value) throws ReflectiveOperationException {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(object, value);
    }

    private static byte[] stream(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    /** Cannot be stored: it holds something that is not serializable. */
    public static class OddException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Object odd = new Object();

        public OddException(String message) {
            super(message);
        }

        public Object odd() {
            return odd;
        }
    }

    @Test
    void failedLoginsAreKeptWithTheirCauses() {
        LockedException locked = new LockedException("locked", new IllegalStateException("why"));
        LockedException decoded = (LockedException) again(locked);
        assertThat(decoded).hasMessage("locked").hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(decoded.getStackTrace()).isEqualTo(locked.getStackTrace());
    }

    @Test
    void aCauseThatCannotBeKeptIsReplacedInTheFailureOfALoginOnly() {
        BadCredentialsException failure = new BadCredentialsException(
                "Bad credentials", new OddException("odd").initCause(new IllegalStateException("deepest")));
        assertThatThrownBy(() -> SERIALIZER.encode("other", failure, null))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("java.lang.Object, which is cause.odd of");
        BadCredentialsException decoded =
                (BadCredentialsException) SERIALIZER.decode(SERIALIZER.encode(LoginFailures.ATTRIBUTE, failure, null));
        assertThat(decoded).hasMessage("Bad credentials").hasRootCauseMessage("deepest");
        assertThat(decoded.getCause())
                .isInstanceOf(StoredCause.class)
                .hasMessage("odd")
                .hasToString(OddException.class.getName() + ": odd");
        Object odd = SERIALIZER.decode(SERIALIZER.encode(LoginFailures.ATTRIBUTE, new OddException("odd"), null));
        assertThat((StoredCause) odd).hasMessage("odd");
    }

    private static SerializedFlowExecutionSnapshot snapshot(Object inner, boolean compressed) throws Exception {
        SerializedFlowExecutionSnapshot snapshot = new SerializedFlowExecutionSnapshot();
        byte[] bytes = stream(inner);
        if (compressed) {
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (java.util.zip.GZIPOutputStream out = new java.util.zip.GZIPOutputStream(zipped)) {
                out.write(bytes);
            }
            bytes = zipped.toByteArray();
        }
        Field data = SerializedFlowExecutionSnapshot.class.getDeclaredField("flowExecutionData");
        data.setAccessible(true);
        data.set(snapshot, bytes);
        Field flag = SerializedFlowExecutionSnapshot.class.getDeclaredField("compressed");
        flag.setAccessible(true);
        flag.set(snapshot, compressed);
        return snapshot;
    }

    @Test
    void theBytesOfASnapshotOfWebFlowAreReadThroughTheAllowList() throws Exception {
        assertThatThrownBy(() -> SERIALIZER.encode(snapshot("x", false)))
                .hasMessageContaining("memshare.session.allowed-packages=org.springframework.webflow");
        FormSerializer webFlow = FormSerializer.builder()
                .allowPackages(List.of("org.springframework.webflow"))
                .build();
        for (boolean compressed : new boolean[] {false, true}) {
            SerializedFlowExecutionSnapshot fine = snapshot(new HashMap<>(Map.of("k", 1L)), compressed);
            assertThat(webFlow.decode(webFlow.encode(fine))).isEqualTo(fine);
            SerializedFlowExecutionSnapshot hostile = snapshot(new HashMap<>(Map.of("k", new Trap())), compressed);
            int before = Trap.MADE.get();
            assertThatThrownBy(() -> webFlow.encode(hostile)).isInstanceOf(AttributeSerializationException.class);
            byte[] bytes = stream(new HashMap<>(Map.of("k", hostile)));
            assertThatThrownBy(() -> webFlow.decode(bytes)).isInstanceOf(AttributeSerializationException.class);
            assertThat(Trap.MADE).hasValue(before);
        }
    }
}
